import { join } from "node:path";
import { joinedOnce } from "../../http/join-script.ts";

/** Scripts that the sandbox's Stripe sends to browsers. */
export const clientScripts = joinedOnce(join(import.meta.dirname, "client"), {
  stripeJs: "stripe-js/main.ts",
  paymentFields: "fields/main.ts",
  expressButton: "express/main.ts",
  walletSheet: "wallet/main.ts",
  challenge: "challenge/main.ts",
});
