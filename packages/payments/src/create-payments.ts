import type { Database } from "@evertill/database";
import type { AttemptStore } from "./attempt-store.ts";
import { outcomeOf } from "./attempt/outcome-of.ts";
import { isLive } from "./attempt/transitions.ts";
import {
  type AuthenticationSettings,
  type Authenticator,
  createAuthenticator,
} from "./authentication/authenticator.ts";
import type { CardPaymentStore } from "./authentication/card-payments.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Health } from "./health/health.ts";
import type { HealthStore } from "./health/health-store.ts";
import { observed } from "./health/observed-provider.ts";
import { type PaymentLog, silentLog } from "./payment-log.ts";
import type { PaymentListener, Payments, PaymentStatus } from "./payments.ts";
import type { PaymentProvider, ProviderName } from "./provider.ts";
import type { DisputeStore } from "./dispute-store.ts";
import type { RefundStore } from "./refund-store.ts";
import type { TryStore } from "./risk/try-store.ts";
import type { CardDeclineStore } from "./retry-caps/card-decline-store.ts";
import { defaultRoutingPolicy, type RoutingPolicy } from "./routing/policy.ts";
import { Routing } from "./routing/routing.ts";
import type { RoutingStore } from "./routing/routing-store.ts";
import { createPostgresAttemptStore } from "./stores/postgres-attempt-store.ts";
import { createPostgresCardDeclineStore } from "./stores/postgres-card-decline-store.ts";
import { createPostgresCardPaymentStore } from "./stores/postgres-card-payment-store.ts";
import { createPostgresDecisionStore } from "./stores/postgres-decision-store.ts";
import { createPostgresDisputeStore } from "./stores/postgres-dispute-store.ts";
import { createPostgresRefundStore } from "./stores/postgres-refund-store.ts";
import { createPostgresHealthStore } from "./stores/postgres-health-store.ts";
import { createPostgresTryStore } from "./stores/postgres-try-store.ts";
import { createPostgresRoutingStore } from "./stores/postgres-routing-store.ts";
import { createPostgresUsualBasket } from "./stores/postgres-usual-basket.ts";
import { capture } from "./use-cases/capture.ts";
import type { Context } from "./use-cases/context.ts";
import { continuePayment } from "./use-cases/continue-payment.ts";
import { offeredMethods } from "./use-cases/offered-methods.ts";
import { pay } from "./use-cases/pay.ts";
import { applyProviderEvent, receiveProviderEvent } from "./use-cases/provider-events.ts";
import { refund } from "./use-cases/refund.ts";
import { sweep } from "./use-cases/sweep.ts";
import { voidPayment } from "./use-cases/void.ts";

type Providers = Readonly<Partial<Record<ProviderName, PaymentProvider>>>;

/** Composes paying from a database and the providers this process may use. */
export function createPayments({
  database,
  clock = systemClock,
  authentication,
  ...rest
}: {
  readonly database: Database;
  readonly providers: Providers;
  readonly listener: PaymentListener;
  /** In force until another is activated. Stripe first, where none is given. */
  readonly routingPolicy?: RoutingPolicy;
  /** How authentication is decided; each provider does as it sees fit where none is given. */
  readonly authentication?: AuthenticationSettings | undefined;
  readonly clock?: Clock;
  readonly log?: PaymentLog;
}): Payments {
  const decisions = createPostgresDecisionStore(database, clock);
  const tries = createPostgresTryStore(database);
  const cardPayments = createPostgresCardPaymentStore(database);
  const memory = { decisions, tries, cardPayments, usualBasket: createPostgresUsualBasket(database) };
  return paymentsOver({
    ...rest,
    clock,
    authenticator: authentication ? createAuthenticator(authentication, memory, clock) : null,
    cardDeclines: createPostgresCardDeclineStore(database),
    cardPayments,
    tries,
    store: createPostgresAttemptStore(database, clock),
    refundStore: createPostgresRefundStore(database, clock),
    disputeStore: createPostgresDisputeStore(database, clock),
    healthStore: createPostgresHealthStore(database),
    routingStore: createPostgresRoutingStore(database, clock),
  });
}

/** The same over any stores, for tests that stand between the use cases and what they remember. */
export function paymentsOver({
  log = silentLog,
  routingPolicy: policy = defaultRoutingPolicy,
  authenticator = null,
  cardDeclines = null,
  cardPayments = null,
  tries = null,
  ...parts
}: {
  readonly store: AttemptStore;
  readonly refundStore: RefundStore;
  readonly disputeStore?: DisputeStore;
  readonly healthStore: HealthStore;
  readonly routingStore: RoutingStore;
  readonly providers: Providers;
  readonly listener: PaymentListener;
  readonly clock: Clock;
  readonly routingPolicy?: RoutingPolicy;
  readonly authenticator?: Authenticator | null;
  readonly cardDeclines?: CardDeclineStore | null;
  readonly cardPayments?: CardPaymentStore | null;
  readonly tries?: TryStore | null;
  readonly log?: PaymentLog;
}): Payments {
  const { store, clock, listener, providers } = parts;
  const health = new Health({ store: parts.healthStore, clock, log });
  const routing = new Routing({ policy, store: parts.routingStore, health, providers, clock, log });
  const watched = Object.fromEntries(
    Object.entries(providers).map(([name, provider]) => [name, observed(provider, health, clock)]),
  );
  const context: Context = {
    store,
    refunds: parts.refundStore,
    disputes: parts.disputeStore ?? null,
    clock,
    listener,
    providers: watched,
    health,
    routing,
    authenticator,
    log,
    cardDeclines,
    cardPayments,
    tries,
  };
  return {
    offeredMethods: (request) => offeredMethods(context, request),
    providerHealth: async () => {
      const fares = await health.view();
      const names = Object.keys(providers) as ProviderName[];
      return Object.fromEntries(names.map((name) => [name, fares(name)]));
    },
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
