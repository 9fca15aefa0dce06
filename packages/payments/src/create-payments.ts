import type { Database } from "@evertill/database";
import { outcomeOf } from "./attempt/outcome-of.ts";
import { isLive } from "./attempt/transitions.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type PaymentLog, silentLog } from "./payment-log.ts";
import type { PaymentListener, Payments, PaymentStatus } from "./payments.ts";
import type { PaymentProvider, ProviderName } from "./provider.ts";
import type { AttemptStore } from "./attempt-store.ts";
import { createPostgresAttemptStore } from "./stores/postgres-attempt-store.ts";
import { capture } from "./use-cases/capture.ts";
import type { Context } from "./use-cases/context.ts";
import { continuePayment } from "./use-cases/continue-payment.ts";
import { pay } from "./use-cases/pay.ts";
import { applyProviderEvent, receiveProviderEvent } from "./use-cases/provider-events.ts";
import { refund } from "./use-cases/refund.ts";
import { sweep } from "./use-cases/sweep.ts";
import { voidPayment } from "./use-cases/void.ts";

/** Composes paying from a database and the providers this process may use. */
export function createPayments({
  database,
  clock = systemClock,
  ...rest
}: {
  readonly database: Database;
  readonly providers: Readonly<Partial<Record<ProviderName, PaymentProvider>>>;
  readonly listener: PaymentListener;
  readonly clock?: Clock;
  readonly log?: PaymentLog;
}): Payments {
  return paymentsOver({ ...rest, clock, store: createPostgresAttemptStore(database, clock) });
}

/** The same over any store, for tests that stand between the use cases and what they remember. */
export function paymentsOver({
  log = silentLog,
  ...rest
}: Omit<Context, "log"> & { readonly log?: PaymentLog }): Payments {
  const context: Context = { ...rest, log };
  return {
    pay: (command) => pay(context, command),
    continuePayment: (reference, result = null) => continuePayment(context, reference, result),
    statusOf: (reference) => statusOf(context.store, reference),
    capture: (reference) => capture(context, reference),
    void: (reference) => voidPayment(context, reference),
    refund: (command) => refund(context, command),
    receiveProviderEvent: (webhook) => receiveProviderEvent(context, webhook),
    applyProviderEvent: (eventId) => applyProviderEvent(context, eventId),
    sweep: () => sweep(context),
  };
}

async function statusOf(store: AttemptStore, reference: string): Promise<PaymentStatus> {
  const newest = await store.findNewest(reference);
  if (!newest) {
    return { outcome: null, since: null, canStillTakeMoney: false, authorized: null, captured: null };
  }
  const authorized = newest.state === "authorized" || newest.state === "captured" ? newest.authorized : null;
  return {
    outcome: outcomeOf(newest),
    since: newest.since,
    canStillTakeMoney: isLive(newest),
    authorized,
    captured: newest.state === "captured" ? newest.captured : null,
  };
}
