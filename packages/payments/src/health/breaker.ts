/** Whether an operation of a provider is asked at all. Times are milliseconds of the epoch, so that it is stored as it is. */
export type Breaker =
  /** Calls before `sinceMs` are forgotten. */
  | { readonly state: "closed"; readonly sinceMs: number; readonly relapses?: number }
  /** Nobody is sent there; from `probeAtMs` on it may be probed. */
  | {
      readonly state: "open";
      readonly sinceMs: number;
      readonly probeAtMs: number;
      readonly because: string;
      readonly relapses?: number;
    }
  /** It answered a probe. One payment at a time is let through from `trialAtMs` on; so many in a row must go well. */
  | {
      readonly state: "half-open";
      readonly sinceMs: number;
      readonly trialAtMs: number;
      readonly because: string;
      readonly relapses?: number;
      readonly wentWell?: number;
    };

/** Calls of the last {@link breakerRules.windowMs}. `failures`: no answer, a 5xx, a 429. `slow`: answered, but late. */
export type CallWindow = {
  readonly calls: number;
  readonly failures: number;
  readonly slow: number;
  /** Failures since the last call that went well, however long ago. */
  readonly consecutive: number;
};

/**
 * Thresholds of `20 calls in 60 s, half of them failing, or 5 in a row` (Semian and cockatiel use the same shape). A slow
 * call counts as half a failure here: a provider of which every call takes more than four seconds is left, and a slow
 * tail, which banks have on any day, is not. A provider that ails answers half of what it is asked: one good answer proves
 * nothing, and each relapse makes the wait before the next probe twice as long.
 */
export const breakerRules = {
  windowMs: 60_000,
  callsMin: 20,
  failingShare: 0.5,
  consecutiveMax: 5,
  slowAfterMs: 4_000,
  probeEveryMs: 5_000,
  trialEveryMs: 5_000,
  trialsToClose: 3,
  /** A breaker that opens so soon after it was closed had a relapse. */
  relapseWithinMs: 300_000,
  /** How often the wait doubles at most: eighty seconds. */
  doublingsMax: 4,
} as const;

export const closedBreaker: Breaker = { state: "closed", sinceMs: 0 };

/** After calls were counted: a closed breaker may open. Declines are answers and never counted as failures. */
export function afterCalls(breaker: Breaker, window: CallWindow, nowMs: number): Breaker {
  if (breaker.state !== "closed") return breaker;
  const because = reasonToOpen(window);
  if (because === null) return breaker;
  const isRelapse = breaker.sinceMs > 0 && nowMs - breaker.sinceMs < breakerRules.relapseWithinMs;
  return open(because, nowMs, isRelapse ? relapsesOf(breaker) + 1 : 0);
}

function reasonToOpen({ calls, failures, slow, consecutive }: CallWindow): string | null {
  if (consecutive >= breakerRules.consecutiveMax) return `${consecutive} calls in a row failed`;
  if (calls < breakerRules.callsMin) return null;
  const share = (failures + slow / 2) / calls;
  return share >= breakerRules.failingShare
    ? `of ${calls} calls in a minute ${failures} failed and ${slow} were slow`
    : null;
}

/** A call came back while the breaker was not closed: half-open, it counts; open, it came from before. */
export function afterTrial(breaker: Breaker, wentWell: boolean, nowMs: number): Breaker {
  if (breaker.state !== "half-open") return breaker;
  const relapses = relapsesOf(breaker);
  if (!wentWell) return open("the trial failed", nowMs, relapses + 1);
  const good = (breaker.wentWell ?? 0) + 1;
  if (good >= breakerRules.trialsToClose) return { state: "closed", sinceMs: nowMs, relapses };
  return { ...breaker, trialAtMs: nowMs, wentWell: good };
}

/** Whether it is time to probe; the next one is due later whether or not this one is answered. Null: not now. */
export function beforeProbe(breaker: Breaker, nowMs: number): Breaker | null {
  if (breaker.state !== "open" || nowMs < breaker.probeAtMs) return null;
  return { ...breaker, probeAtMs: nowMs + breakerRules.probeEveryMs };
}

export function afterProbe(breaker: Breaker, answered: boolean, nowMs: number): Breaker {
  if (breaker.state !== "open" || !answered) return breaker;
  const { because } = breaker;
  return { state: "half-open", sinceMs: nowMs, trialAtMs: nowMs, because, relapses: relapsesOf(breaker) };
}

/** One payment may be let through; the next one later. Null: not now. */
export function beforeTrial(breaker: Breaker, nowMs: number): Breaker | null {
  if (breaker.state !== "half-open" || nowMs < breaker.trialAtMs) return null;
  return { ...breaker, trialAtMs: nowMs + breakerRules.trialEveryMs };
}

function open(because: string, nowMs: number, relapses: number): Breaker {
  const waitMs = breakerRules.probeEveryMs * 2 ** Math.min(relapses, breakerRules.doublingsMax);
  return { state: "open", sinceMs: nowMs, probeAtMs: nowMs + waitMs, because, relapses };
}

/** None in one that was stored before they were counted. */
function relapsesOf({ relapses = 0 }: Breaker): number {
  return relapses;
}
