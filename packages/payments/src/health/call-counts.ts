import type { ProviderName } from "../provider.ts";
import type { Approvals } from "./approval-rate.ts";
import type { CountedCalls, ObservedOperation } from "./health-store.ts";

/** How long calls that went well may wait in memory. Lost with the process, they are missed by nobody. */
const flushEveryMs = 10_000;

/** Calls and banks' decisions that were not written yet. */
export class CallCounts {
  #calls = new Map<string, CountedCalls>();
  #decisions = new Map<ProviderName, Approvals>();
  #takenMs = 0;

  add(
    provider: ProviderName,
    operation: ObservedOperation,
    { failed, slow }: { readonly failed: boolean; readonly slow: boolean },
  ): void {
    const name = `${provider} ${operation}`;
    const before = this.#calls.get(name);
    this.#calls.set(name, {
      provider,
      operation,
      calls: (before?.calls ?? 0) + 1,
      failures: (before?.failures ?? 0) + (failed ? 1 : 0),
      slow: (before?.slow ?? 0) + (slow ? 1 : 0),
      trailingFailures: failed ? (before?.trailingFailures ?? 0) + 1 : 0,
    });
  }

  addDecision(provider: ProviderName, approved: boolean): void {
    const before = this.#decisions.get(provider) ?? { asked: 0, approved: 0 };
    this.#decisions.set(provider, {
      asked: before.asked + 1,
      approved: before.approved + (approved ? 1 : 0),
    });
  }

  isDue(nowMs: number): boolean {
    return nowMs - this.#takenMs >= flushEveryMs;
  }

  take(nowMs: number) {
    const taken = { calls: [...this.#calls.values()], decisions: [...this.#decisions] };
    this.#calls = new Map();
    this.#decisions = new Map();
    this.#takenMs = nowMs;
    return taken;
  }
}
