import { setTimeout as sleep } from "node:timers/promises";
import type { Jobs } from "@evertill/database";
import type { PaymentLog, Payments } from "@evertill/payments";
import { type EventJob, workerQueues } from "../queues.ts";

export type EventsToApply = {
  /** Takes events that are stored. Answers at once. */
  readonly add: (eventIds: readonly string[]) => void;
  /** Resolves when what was taken is applied, or waits as a job. */
  readonly stop: () => Promise<void>;
};

const soonMs = 1_000;
const atOnce = 10;

/**
 * Applies a provider's webhooks a moment after they came. Nearly every one tells of what the till asked for itself and is
 * writing down just then: a moment later it says nothing new, and a job of its own would have cost more than it. What cannot
 * be applied becomes a job, which is tried for a day; what a killed process held is found by the sweep.
 */
export function applyEventsSoon(
  {
    payments,
    jobs,
    log,
  }: {
    readonly payments: Pick<Payments, "applyProviderEvent">;
    readonly jobs: Pick<Jobs, "send">;
    readonly log: PaymentLog;
  },
  { afterMs = soonMs }: { afterMs?: number } = {},
): EventsToApply {
  const stopping = new AbortController();
  const waiting: string[] = [];
  let round: Promise<void> | null = null;

  async function apply(eventId: string): Promise<void> {
    try {
      await payments.applyProviderEvent(eventId);
    } catch (error) {
      const job: EventJob = { eventId };
      log.info({ err: error, eventId }, "an event waits as a job");
      await jobs.send(workerQueues.applyProviderEvent, job).catch((reason: unknown) => {
        log.error({ err: reason, eventId }, "an event is left to the sweep");
      });
    }
  }

  async function applyAll(): Promise<void> {
    while (waiting.length > 0) {
      const taken = waiting.splice(0);
      // Each of them waits for as long as this: who asked has written it down by then, and nobody reads the provider for it.
      await sleep(afterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      while (taken.length > 0) await Promise.all(taken.splice(0, atOnce).map(apply));
    }
    round = null;
  }

  return {
    add: (eventIds) => {
      waiting.push(...eventIds);
      if (waiting.length > 0) round ??= applyAll();
    },
    stop: async () => {
      stopping.abort();
      await round;
    },
  };
}
