import { closedBreaker } from "../health/breaker.ts";
import type { CountedCalls, HealthStore, StoredBreaker } from "../health/health-store.ts";
import type { CountedApprovals } from "../health/traits.ts";
import type { ProviderName } from "../provider.ts";

type Counted = CountedCalls & { readonly at: number };

/** {@link HealthStore} as Postgres keeps it, in memory. */
export class MemoryHealthStore implements HealthStore {
  readonly #breakers = new Map<string, StoredBreaker & { readonly consecutive: number }>();
  #calls: Counted[] = [];
  #decisions: (CountedApprovals & { readonly at: number })[] = [];

  async addCalls(counts: readonly CountedCalls[], at: Date) {
    for (const count of counts) {
      this.#calls.push({ ...count, at: at.getTime() });
      const name = `${count.provider} ${count.operation}`;
      const { provider, operation } = count;
      const known = this.#breakers.get(name);
      const stored = known ?? { provider, operation, breaker: closedBreaker, version: 0, consecutive: 0 };
      const before = count.trailingFailures < count.calls ? 0 : stored.consecutive;
      this.#breakers.set(name, { ...stored, consecutive: before + count.trailingFailures });
    }
  }

  async window(provider: ProviderName, operation: string, since: Date) {
    const counted = this.#calls.filter(
      (count) => count.provider === provider && count.operation === operation && count.at > since.getTime(),
    );
    const sum = (of: "calls" | "failures" | "slow") => counted.reduce((total, count) => total + count[of], 0);
    const consecutive = this.#breakers.get(`${provider} ${operation}`)?.consecutive ?? 0;
    return { calls: sum("calls"), failures: sum("failures"), slow: sum("slow"), consecutive };
  }

  async breakers() {
    return [...this.#breakers.values()];
  }

  async replace({ provider, operation, version }: StoredBreaker, breaker: StoredBreaker["breaker"]) {
    const name = `${provider} ${operation}`;
    const stored = this.#breakers.get(name);
    if (stored?.version !== version) return false;
    const consecutive = breaker.state === "closed" ? 0 : stored.consecutive;
    this.#breakers.set(name, { ...stored, breaker, version: version + 1, consecutive });
    return true;
  }

  async addApprovals(counts: readonly CountedApprovals[], at: Date) {
    this.#decisions.push(...counts.map((count) => ({ ...count, at: at.getTime() })));
  }

  async approvals(from: Date, to: Date) {
    return this.#decisions.filter(({ at }) => at >= from.getTime() && at < to.getTime());
  }

  async forget(now: Date) {
    this.#calls = this.#calls.filter(({ at }) => at > now.getTime() - 3_600_000);
    this.#decisions = this.#decisions.filter(({ at }) => at > now.getTime() - 8 * 24 * 3_600_000);
  }
}
