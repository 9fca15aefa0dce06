import type { ProviderName } from "../provider.ts";
import type { CountedCalls, ObservedOperation } from "./health-store.ts";
import type { CountedApprovals, Traits } from "./traits.ts";

/** How long calls that went well may wait in memory. Lost with the process, they are missed by nobody. */
const flushEveryMs = 10_000;

/** Calls and banks' decisions that were not written yet. */
export class CallCounts {
  #calls = new Map<string, CountedCalls>();
  #decisions = new Map<string, CountedApprovals>();
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

  addDecision(provider: ProviderName, traits: Traits, approved: boolean): void {
    const { brand, issuerCountry, billingCountry, currency } = traits;
    const name = [provider, brand, issuerCountry, billingCountry, currency].join(" ");
    const before = this.#decisions.get(name);
    this.#decisions.set(name, {
      provider,
      ...traits,
      asked: (before?.asked ?? 0) + 1,
      approved: (before?.approved ?? 0) + (approved ? 1 : 0),
    });
  }

  isDue(nowMs: number): boolean {
    return nowMs - this.#takenMs >= flushEveryMs;
  }

  take(nowMs: number) {
    const taken = { calls: [...this.#calls.values()], decisions: [...this.#decisions.values()] };
    this.#calls = new Map();
    this.#decisions = new Map();
    this.#takenMs = nowMs;
    return taken;
  }
}
