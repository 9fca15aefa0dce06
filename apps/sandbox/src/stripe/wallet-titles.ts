import type { CardWallet } from "./model.ts";

/** Names that are the same in every language. */
export const walletTitles: Readonly<Record<CardWallet, string>> = {
  apple_pay: "Apple Pay",
  google_pay: "Google Pay",
};
