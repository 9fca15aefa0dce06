import { MemoryHealthStore } from "../memory-health-store.ts";
import { MemoryAttempts, MemoryAttemptStore } from "../memory-attempt-store.ts";
import { MemoryRefundStore } from "../memory-refund-store.ts";
import { MemoryRoutingStore } from "../memory-routing-store.ts";
import { CheckoutRun } from "./checkout-run.ts";
import type { Stores } from "./mortal-payments.ts";
import { type Breach, judge, type Verdict } from "./judge.ts";
import { type Plant, sound } from "./plants.ts";
import { Tally } from "./tally.ts";

export type SimulationReport = {
  readonly runs: number;
  readonly paid: number;
  readonly refused: number;
  readonly settledAfterUnknown: number;
  readonly failovers: number;
  readonly breaches: readonly FoundBreach[];
  /** How long each late success stood at a provider that answered; null where that is not timed. */
  readonly reversalsMs: readonly number[] | null;
  readonly tally: Tally;
};

export type FoundBreach = { readonly seed: number; readonly breach: Breach; readonly detail: string };

/** What our own code threw is a breach like any other. */
async function verdictOf(run: CheckoutRun): Promise<Verdict> {
  try {
    await run.play();
    return await judge(run);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { breaches: [{ breach: "error", detail }], paid: false };
  }
}

/** `lax` leaves out what the database forbids, to see whether that is found. */
export function memoryStores(lax?: Plant["lax"]): Stores {
  const data = new MemoryAttempts(lax ?? null);
  return {
    attempts: (clock) => new MemoryAttemptStore(data, clock),
    tasks: async () => data.tasks,
    refunds: (clock) => new MemoryRefundStore(data, clock),
    health: new MemoryHealthStore(),
    routing: new MemoryRoutingStore(),
    isBusy: () => false,
  };
}

/**
 * Plays checkouts one after the other, each with a seed of its own (`seed` million plus its number), so that a breach can
 * be played again alone: `--runs 1 --from <number>`. Stops early with `untilBreach`.
 */
export async function simulate({
  runs,
  seed,
  from = 0,
  plant = sound,
  untilBreach = false,
  stores = () => memoryStores(plant.lax),
  trace,
}: {
  readonly runs: number;
  readonly seed: number;
  readonly from?: number;
  readonly plant?: Plant;
  readonly untilBreach?: boolean;
  readonly stores?: () => Stores;
  readonly trace?: ((line: string) => void) | undefined;
}): Promise<SimulationReport> {
  const tally = new Tally();
  const breaches: FoundBreach[] = [];
  const reversalsMs: number[] = [];
  const counts = { paid: 0, settledAfterUnknown: 0, failovers: 0 };
  let played = 0;
  for (let number = from; number < from + runs; number += 1) {
    const runSeed = seed * 1_000_000 + number;
    const reference = `checkout-${runSeed}`;
    const run = new CheckoutRun({ seed: runSeed, reference, stores: stores(), tally, plant, trace });
    const verdict = await verdictOf(run);
    played += 1;
    counts.paid += verdict.paid ? 1 : 0;
    counts.failovers += run.seen.failovers;
    counts.settledAfterUnknown += run.seen.unknowns > 0 ? 1 : 0;
    reversalsMs.push(...run.reversals.lagsMs);
    breaches.push(...verdict.breaches.map((found) => ({ seed: number, ...found })));
    if (untilBreach && breaches.length > 0) break;
  }
  return { runs: played, refused: played - counts.paid, ...counts, breaches, reversalsMs, tally };
}
