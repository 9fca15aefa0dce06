import type { ProviderName } from "../../provider.ts";

/** What happened to a request on its way. */
export const wireFaults = [
  "not-sent",
  "request-lost",
  "accept-then-hang",
  "accept-then-reset",
  "accept-then-500",
  "cut-body",
  "slow",
  "429",
  "409",
] as const;
export type WireFault = (typeof wireFaults)[number];

export const webhookFaults = ["first", "late", "twice", "never", "out-of-order"] as const;
export type WebhookFault = (typeof webhookFaults)[number];

/** What is asked of each provider over the wire; the rest its adapter answers by itself. */
export const wireOperations = {
  stripe: ["prepare", "authorize", "retrieve", "fence", "capture", "refund", "findRefund"],
  adyen: ["authorize", "continueAction", "fence", "capture", "refund"],
  paypal: ["prepare", "continueAction", "retrieve", "fence", "capture", "refund", "findRefund"],
} as const satisfies Record<ProviderName, readonly string[]>;

/** Where a process can die: before and after each of these is awaited. */
export const storeCalls = [
  "begin",
  "find",
  "findLive",
  "findNewest",
  "findByInstrument",
  "findByProviderReference",
  "move",
  "setProviderReference",
  "learnDetails",
  "requestFence",
  "openOperation",
  "newestKey",
  "closeOperation",
  "findDue",
  "scheduleRead",
  "requestReversal",
  "markReversed",
  "findToReverse",
  "findUnannounced",
  "markAnnounced",
  "saveEvent",
  "findEvent",
  "markEventApplied",
  "findUnappliedEvents",
  "openTask",
  "countUnknown",
] as const;
export const refundStoreCalls = ["begin", "find", "move", "findDue", "scheduleRead"] as const;
export const healthStoreCalls = ["addCalls", "window", "breakers", "replace", "addApprovals"] as const;
export const routingStoreCalls = ["findPolicy", "saveDecision"] as const;
export const shopFaults = ["refused", "slow", "throttled"] as const;

/** Every cell that a full simulation must have hit. */
export function requiredCells(): string[] {
  const providers = Object.keys(wireOperations) as ProviderName[];
  const calls = providers.flatMap((name) => wireOperations[name].map((operation) => `${name}.${operation}`));
  const stored = [
    ...storeCalls.map((call) => `store.${call}`),
    ...refundStoreCalls.map((call) => `refunds.${call}`),
    ...healthStoreCalls.map((call) => `health.${call}`),
    ...routingStoreCalls.map((call) => `routing.${call}`),
  ];
  const awaits = [...stored, ...calls, "listener"];
  return [
    ...calls.flatMap((call) => wireFaults.map((fault) => `fault ${fault} at ${call}`)),
    ...providers.flatMap((name) => webhookFaults.map((fault) => `webhook ${fault} from ${name}`)),
    ...providers.flatMap((name) => [`outage of ${name}`, `brown-out of ${name}`]),
    ...awaits.flatMap((call) => [`crash before ${call}`, `crash after ${call}`]),
    ...calls
      .filter((call) => /\.(authorize|continueAction)$/.test(call))
      .map((call) => `straggler at ${call}`),
    ...shopFaults.map((fault) => `shop ${fault}`),
    "clock skew",
    "double click",
    "two tabs",
    "cart edited meanwhile",
  ];
}

/** How often each cell was hit. */
export class Tally {
  readonly hits = new Map<string, number>();

  hit(cell: string): void {
    this.hits.set(cell, (this.hits.get(cell) ?? 0) + 1);
  }

  missing(required = requiredCells()): string[] {
    return required.filter((cell) => !this.hits.has(cell));
  }
}
