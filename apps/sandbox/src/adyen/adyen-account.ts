import { randomBytes } from "node:crypto";
import type { SandboxContext } from "../context.ts";
import type { Collection } from "../store/store.ts";
import { adyenKinds, type PaymentDocument } from "./model.ts";

/** One merchant account in Adyen's test environment: its payments and its address. */
export type AdyenAccount = {
  readonly sandbox: SandboxContext;
  readonly merchantAccount: string;
  readonly payments: Collection<PaymentDocument>;
  /** Where the account's own pages are. */
  readonly origin: string;
};

export function openAccount(sandbox: SandboxContext, origin: string): AdyenAccount {
  return {
    sandbox,
    merchantAccount: sandbox.env.ADYEN_MERCHANT_ACCOUNT,
    payments: sandbox.store.collection<PaymentDocument>(adyenKinds.payment),
    origin,
  };
}

const alphabet = "BCDFGHJKLMNPQRSTVWXZ23456789";

/** Sixteen capitals and digits, as Adyen's newer references are. */
export function newPspReference(): string {
  return Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length]).join("");
}

export function newSecret(): string {
  return randomBytes(24).toString("base64url");
}
