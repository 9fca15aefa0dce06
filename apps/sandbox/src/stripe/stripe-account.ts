import { randomBytes } from "node:crypto";
import type { SandboxContext } from "../context.ts";
import type { Collection, Entity } from "../store/store.ts";
import {
  type ChargeDocument,
  type ConfirmationTokenDocument,
  type CustomerDocument,
  type EventDocument,
  type PaymentIntentDocument,
  type PaymentMethodDocument,
  type RefundDocument,
  stripeKinds,
} from "./model.ts";

/** One Stripe account in test mode: its objects, its clock and the request that is being answered. */
export type StripeAccount = {
  readonly sandbox: SandboxContext;
  readonly intents: Collection<PaymentIntentDocument>;
  readonly methods: Collection<PaymentMethodDocument>;
  readonly tokens: Collection<ConfirmationTokenDocument>;
  readonly charges: Collection<ChargeDocument>;
  readonly refunds: Collection<RefundDocument>;
  readonly customers: Collection<CustomerDocument>;
  readonly events: Collection<EventDocument>;
  /** Where the account's own pages are: the challenge of a bank. */
  readonly origin: string;
};

export function openAccount(sandbox: SandboxContext, origin: string): StripeAccount {
  const of = <E extends Entity>(kind: string) => sandbox.store.collection<E>(kind);
  return {
    sandbox,
    origin,
    intents: of(stripeKinds.paymentIntent),
    methods: of(stripeKinds.paymentMethod),
    tokens: of(stripeKinds.confirmationToken),
    charges: of(stripeKinds.charge),
    refunds: of(stripeKinds.refund),
    customers: of(stripeKinds.customer),
    events: of(stripeKinds.event),
  };
}

/** `pi_3Q…`: a prefix and 24 letters and digits. */
export function newId(prefix: string): string {
  return `${prefix}_${letters(24)}`;
}

export function letters(count: number): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return Array.from(randomBytes(count), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** Seconds since 1970, as Stripe writes times. */
export function seconds(account: StripeAccount): number {
  return Math.floor(account.sandbox.now().getTime() / 1_000);
}
