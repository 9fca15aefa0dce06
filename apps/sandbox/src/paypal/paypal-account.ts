import { randomBytes } from "node:crypto";
import type { SandboxContext } from "../context.ts";
import type { Collection, Entity } from "../store/store.ts";
import {
  type AuthorizationDocument,
  type CaptureDocument,
  type EventDocument,
  type OrderDocument,
  paypalKinds,
  type RefundDocument,
} from "./model.ts";

/** One business account at PayPal: what it has sold, its clock and its address. */
export type PayPalAccount = {
  readonly sandbox: SandboxContext;
  readonly orders: Collection<OrderDocument>;
  readonly authorizations: Collection<AuthorizationDocument>;
  readonly captures: Collection<CaptureDocument>;
  readonly refunds: Collection<RefundDocument>;
  readonly events: Collection<EventDocument>;
  /** Where API, approval page and webhook certificate are. */
  readonly origin: string;
};

export function openAccount(sandbox: SandboxContext, origin: string): PayPalAccount {
  const of = <E extends Entity>(kind: string) => sandbox.store.collection<E>(kind);
  return {
    sandbox,
    origin,
    orders: of(paypalKinds.order),
    authorizations: of(paypalKinds.authorization),
    captures: of(paypalKinds.capture),
    refunds: of(paypalKinds.refund),
    events: of(paypalKinds.event),
  };
}

/** `5O190127TN364715T`: seventeen capital letters and digits, as PayPal's own ids. */
export function newId(): string {
  return letters(17);
}

export function letters(count: number): string {
  const alphabet = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
  return Array.from(randomBytes(count), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** The moment as PayPal writes it: whole seconds, UTC. */
export function moment(account: PayPalAccount, laterDays = 0): string {
  const at = new Date(account.sandbox.now().getTime() + laterDays * 86_400_000);
  return at.toISOString().replace(/\.\d+Z$/, "Z");
}
