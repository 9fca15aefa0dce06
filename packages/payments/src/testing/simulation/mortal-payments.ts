import type { AttemptStore, OperatorTask } from "../../attempt-store.ts";
import type { Clock } from "../../clock.ts";
import { paymentsOver } from "../../create-payments.ts";
import type { HealthStore } from "../../health/health-store.ts";
import type { PaymentLog } from "../../payment-log.ts";
import type { PaymentListener } from "../../payments.ts";
import { type PaymentProvider, type ProviderName, providerNames } from "../../provider.ts";
import type { RefundStore } from "../../refund-store.ts";
import type { RoutingPolicy } from "../../routing/policy.ts";
import type { RoutingStore } from "../../routing/routing-store.ts";
import type { Random } from "../random.ts";
import type { CrashPlan, MortalProcess } from "./mortal-process.ts";
import { type Plant, sound } from "./plants.ts";
import type { Process } from "./processes.ts";
import {
  healthStoreCalls,
  refundStoreCalls,
  requiredCells,
  routingStoreCalls,
  storeCalls,
  wireOperations,
} from "./tally.ts";

/** What processes share; made anew for each run, or kept in Postgres. */
export type Stores = {
  readonly attempts: (clock: Clock) => AttemptStore;
  readonly refunds: (clock: Clock) => RefundStore;
  /** What persons were asked to do. */
  readonly tasks: () => Promise<readonly Pick<OperatorTask, "kind" | "subject">[]>;
  readonly health: HealthStore;
  readonly routing: RoutingStore;
  /** True while a database is at work. */
  readonly isBusy: () => boolean;
};

/** One process of ours that can die at every await of a store, a provider and the listener. */
export function mortalPayments(
  mortal: MortalProcess,
  parts: {
    readonly stores: Stores;
    readonly providers: Readonly<Record<ProviderName, PaymentProvider>>;
    readonly listener: PaymentListener;
    readonly routingPolicy: RoutingPolicy;
    readonly clock: Clock;
    readonly log: PaymentLog;
    readonly plant?: Plant;
  },
): Process {
  const { stores, providers, listener, plant = sound, ...rest } = parts;
  const within = <Store extends object>(kept: Store, name: string, calls: readonly string[]): Store =>
    mortal.around(kept, (method) => (calls.includes(method) ? `${name}.${method}` : null));
  const store = within(stores.attempts(rest.clock), "store", storeCalls);
  const payments = paymentsOver({
    ...rest,
    store: plant.store?.(store) ?? store,
    refundStore: within(stores.refunds(rest.clock), "refunds", refundStoreCalls),
    healthStore: within(stores.health, "health", healthStoreCalls),
    routingStore: within(stores.routing, "routing", routingStoreCalls),
    providers: around(mortal, providers, plant),
    listener: mortal.around(listener, (method) => (method === "paymentChanged" ? "listener" : null)),
  });
  return { mortal, payments };
}

function around(
  mortal: MortalProcess,
  providers: Readonly<Record<ProviderName, PaymentProvider>>,
  plant: Plant,
): Record<ProviderName, PaymentProvider> {
  const entries = providerNames.map((name) => {
    const operations: readonly string[] = wireOperations[name];
    const provider = mortal.around(providers[name], (method) =>
      operations.includes(method) ? `${name}.${method}` : null,
    );
    return [name, plant.provider?.(provider) ?? provider];
  });
  return Object.fromEntries(entries) as Record<ProviderName, PaymentProvider>;
}

const crashCells = requiredCells().filter((cell) => cell.startsWith("crash "));
/** Reached on some ways only, and so aimed at more often. */
const rareCells = crashCells.filter((cell) =>
  /efund|evers|fence|Fence|continueAction|openTask|prepare|capture/.test(cell),
);
const rarestCells = crashCells.filter((cell) =>
  /openTask|requestReversal|refunds.scheduleRead|\.(refund|findRefund|fence|continueAction)$/.test(cell),
);

/** A place to die at; each in turn, so that none is left out. */
export function somewhereToDie(random: Random): CrashPlan {
  const cell = random.pick(random.pick([crashCells, rareCells, rarestCells]));
  return { cell, times: random.chance(0.7) ? 1 : 2 };
}
