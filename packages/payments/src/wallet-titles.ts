import type { Wallet } from "./outcome.ts";

/** Names that are the same in every language. */
export const walletTitles: Readonly<Record<Wallet["name"], string>> = {
  "apple-pay": "Apple Pay",
  "google-pay": "Google Pay",
};
