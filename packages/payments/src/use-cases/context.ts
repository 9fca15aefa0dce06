import type { Attempt } from "../attempt/attempt.ts";
import type { Authenticator } from "../authentication/authenticator.ts";
import type { CardPaymentStore } from "../authentication/card-payments.ts";
import type { Health } from "../health/health.ts";
import type { TryStore } from "../risk/try-store.ts";
import type { CardDeclineStore } from "../retry-caps/card-decline-store.ts";
import type { Routing } from "../routing/routing.ts";
import type { AttemptStore } from "../attempt-store.ts";
import type { DisputeStore } from "../dispute-store.ts";
import type { RefundStore } from "../refund-store.ts";
import type { Clock } from "../clock.ts";
import type { PaymentLog } from "../payment-log.ts";
import type { PaymentListener } from "../payments.ts";
import type { AttemptThere, PaymentProvider, ProviderName } from "../provider.ts";

/** What every use case works with. */
export type Context = {
  readonly store: AttemptStore;
  readonly refunds: RefundStore;
  /** Null: disputes are not recorded. */
  readonly disputes: DisputeStore | null;
  readonly providers: Readonly<Partial<Record<ProviderName, PaymentProvider>>>;
  readonly clock: Clock;
  readonly listener: PaymentListener;
  readonly health: Health;
  readonly routing: Routing;
  /** Null: cards are not counted. */
  readonly cardDeclines: CardDeclineStore | null;
  /** Null: what cards paid is not counted. */
  readonly cardPayments: CardPaymentStore | null;
  /** Null: how fast tries come is not looked at. */
  readonly tries: TryStore | null;
  /** Null: each provider authenticates as it sees fit. */
  readonly authenticator: Authenticator | null;
  readonly log: PaymentLog;
};

/** How long another process may be asking before it is taken for dead: well above the adapters' deadlines. */
export const askingMs = 25_000;

/** Throws when an attempt names a provider that this process was not given. */
export function providerNamed({ providers }: Context, name: ProviderName): PaymentProvider {
  const provider = providers[name];
  if (!provider) throw new Error(`No payment provider named "${name}" was composed`);
  return provider;
}

/** How the attempt is found at its provider; throws when it was never prepared there. */
export function there({ id, providerReference, providerDetails }: Attempt): AttemptThere {
  if (providerReference === null) throw new Error(`Attempt ${id} is unknown at its provider`);
  return { attemptId: id, providerReference, details: providerDetails };
}

export function ageMs({ clock }: Context, since: Date): number {
  return clock.now().getTime() - since.getTime();
}
