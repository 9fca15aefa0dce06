import type { Clock } from "../clock.ts";
import type { PaymentLog } from "../payment-log.ts";
import type { Call, ProviderName } from "../provider.ts";
import type { ApprovalRate } from "./approval-rate.ts";
import {
  afterCalls,
  afterProbe,
  afterTrial,
  beforeProbe,
  beforeTrial,
  type Breaker,
  breakerRules,
} from "./breaker.ts";
import { CallCounts } from "./call-counts.ts";
import type { HealthStore, ObservedOperation, StoredBreaker } from "./health-store.ts";
import { type CountedApprovals, type JudgedRate, judgeRate, noTraits, type Traits } from "./traits.ts";

/** How a provider fares as far as routing is concerned. `trial`: only a payment that was let through may go there. */
export type ProviderHealth = {
  readonly technical: "able" | "trial" | "unable";
  readonly because: string | null;
  readonly approval: ApprovalRate;
  /** The payments whose rate that is ("visa cards issued in DE"); null: all of them. */
  readonly among: string | null;
};

/** How a provider fares, for payments with these traits where they are known. */
export type HealthView = (provider: ProviderName, traits?: Traits) => ProviderHealth;

type Decisions = {
  readonly recent: readonly CountedApprovals[];
  readonly baseline: readonly CountedApprovals[];
};

/** What every checkout must be able to do there. The rest, when it fails, keeps nobody from paying. */
const neededToPay: readonly ObservedOperation[] = ["prepare", "authorize", "continueAction"];
/** How old a view may be that routing is done by. */
const viewLifetimeMs = 1_000;
/** And what banks decided in the last hours, which a few seconds change little. */
const approvalsLifetimeMs = 30_000;
const notCounted: Decisions = { recent: [], baseline: [] };
const hourMs = 3_600_000;

/**
 * Watches providers and answers whom to ask. In memory it counts, in the store it is shared: failures are written when
 * they happen, calls that went well every ten seconds at most, so that a healthy day costs next to nothing. When the store is
 * silent everybody is taken to be well, which is what the primary is for.
 */
export class Health {
  readonly #store: HealthStore;
  readonly #clock: Clock;
  readonly #log: PaymentLog;
  readonly #counts = new CallCounts();
  #breakers: readonly StoredBreaker[] = [];
  #decisions: Decisions = notCounted;
  #seenMs = Number.NEGATIVE_INFINITY;
  #countedMs = Number.NEGATIVE_INFINITY;

  constructor({ store, clock, log }: { store: HealthStore; clock: Clock; log: PaymentLog }) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** A call came back after `tookMs`. Never rejects. */
  async called(
    provider: ProviderName,
    operation: ObservedOperation,
    { kind, tookMs }: { readonly kind: CallEnd; readonly tookMs: number },
  ): Promise<void> {
    const nowMs = this.#nowMs();
    const failed = kind === "failed";
    this.#counts.add(provider, operation, { failed, slow: !failed && tookMs > breakerRules.slowAfterMs });
    const known = this.#breakerOf(provider, operation);
    const undecided = known !== undefined && known.breaker.state !== "closed";
    if (!failed && !undecided && !this.#counts.isDue(nowMs)) return;
    await this.#quietly(async () => {
      await this.#flush();
      if (failed || undecided) await this.#judge(provider, operation, !failed);
    });
  }

  /** A bank decided. */
  decided(provider: ProviderName, traits: Traits, approved: boolean): void {
    this.#counts.addDecision(provider, traits, approved);
  }

  /** How providers fare now. Never rejects: with a store that is silent all are able. */
  async view(): Promise<HealthView> {
    await this.#look();
    return (provider, traits = noTraits) => this.#healthOf(provider, traits);
  }

  /** Lets one payment through to a provider that is on trial; false when another was let through just now. Never rejects. */
  async takeTrial(provider: ProviderName): Promise<boolean> {
    return this.#quietly(async () => {
      const waiting = this.#breakers.filter(
        (stored) => stored.provider === provider && stored.breaker.state === "half-open",
      );
      for (const stored of waiting) {
        const next = beforeTrial(stored.breaker, this.#nowMs());
        if (next === null || !(await this.#replace(stored, next))) return false;
      }
      return waiting.length > 0;
    }, false);
  }

  /** Asks providers that nobody is sent to whether they answer, each at most once in five seconds for all processes. Never rejects. */
  async probe(ask: (provider: ProviderName) => Promise<Call<null>>): Promise<void> {
    await this.#quietly(async () => {
      await this.#look(true);
      const asked = new Map<ProviderName, boolean>();
      for (const stored of this.#breakers) {
        const due = beforeProbe(stored.breaker, this.#nowMs());
        if (due === null || !(await this.#replace(stored, due))) continue;
        const answered = asked.get(stored.provider) ?? callEnd(await ask(stored.provider)) === "well";
        asked.set(stored.provider, answered);
        const after = { ...stored, breaker: due, version: stored.version + 1 };
        if (answered) await this.#replace(after, afterProbe(due, answered, this.#nowMs()));
      }
      await this.#flush();
      await this.#store.forget(this.#clock.now());
    });
  }

  async #judge(provider: ProviderName, operation: ObservedOperation, wentWell: boolean): Promise<void> {
    const nowMs = this.#nowMs();
    await this.#look(true);
    const stored = this.#breakerOf(provider, operation);
    if (!stored) return;
    const { breaker } = stored;
    const next =
      breaker.state === "closed" ? await this.#weigh(stored) : afterTrial(breaker, wentWell, nowMs);
    if (next === breaker || !(await this.#replace(stored, next))) return;
    this.#log.warn({ provider, operation, breaker: next }, `a provider's breaker is ${next.state}`);
  }

  async #weigh({ provider, operation, breaker }: StoredBreaker): Promise<Breaker> {
    const nowMs = this.#nowMs();
    const since = Math.max(nowMs - breakerRules.windowMs, breaker.sinceMs);
    const window = await this.#store.window(provider, operation, new Date(since));
    return afterCalls(breaker, window, nowMs);
  }

  async #replace(stored: StoredBreaker, breaker: Breaker): Promise<boolean> {
    const replaced = await this.#store.replace(stored, breaker);
    this.#seenMs = Number.NEGATIVE_INFINITY;
    if (replaced) await this.#look(true);
    return replaced;
  }

  async #flush(): Promise<void> {
    const { calls, decisions } = this.#counts.take(this.#nowMs());
    const now = this.#clock.now();
    if (calls.length > 0) await this.#store.addCalls(calls, now);
    if (decisions.length > 0) await this.#store.addApprovals(decisions, now);
  }

  async #look(anew = false): Promise<void> {
    const nowMs = this.#nowMs();
    if (!anew && nowMs - this.#seenMs < viewLifetimeMs) return;
    this.#seenMs = nowMs;
    try {
      this.#breakers = await this.#store.breakers();
      if (nowMs - this.#countedMs >= approvalsLifetimeMs) await this.#count(nowMs);
    } catch (error) {
      this.#breakers = [];
      this.#decisions = notCounted;
      this.#log.warn({ err: error }, "how providers fare could not be read; all are taken to be well");
    }
  }

  async #count(nowMs: number): Promise<void> {
    const split = new Date(nowMs - 2 * hourMs);
    const recent = await this.#store.approvals(split, new Date(nowMs));
    const baseline = await this.#store.approvals(new Date(nowMs - 7 * 24 * hourMs), split);
    this.#decisions = { recent, baseline };
    this.#countedMs = nowMs;
  }

  #healthOf(provider: ProviderName, traits: Traits): ProviderHealth {
    const { rate: approval, among } = this.#rateOf(provider, traits);
    const needed = this.#breakers.filter(
      (stored) => stored.provider === provider && neededToPay.includes(stored.operation),
    );
    const worst =
      needed.find(({ breaker }) => breaker.state === "open") ??
      needed.find(({ breaker }) => breaker.state === "half-open");
    if (!worst || worst.breaker.state === "closed")
      return { technical: "able", because: null, approval, among };
    const technical = worst.breaker.state === "open" ? "unable" : "trial";
    return { technical, because: `${worst.operation}: ${worst.breaker.because}`, approval, among };
  }

  #rateOf(provider: ProviderName, traits: Traits): JudgedRate {
    const isIts = (counted: CountedApprovals) => counted.provider === provider;
    const { recent, baseline } = this.#decisions;
    return judgeRate(traits, recent.filter(isIts), baseline.filter(isIts));
  }

  #breakerOf(provider: ProviderName, operation: ObservedOperation): StoredBreaker | undefined {
    return this.#breakers.find((stored) => stored.provider === provider && stored.operation === operation);
  }

  async #quietly<Answer>(work: () => Promise<Answer>, otherwise?: Answer): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      this.#log.warn({ err: error }, "how providers fare could not be written");
      return otherwise as Answer;
    }
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}

/** Whether a call says something against the provider. A decline and a refusal of the request are answers; "too many requests" is not one. */
export type CallEnd = "well" | "failed";

export function callEnd(call: { readonly kind: string; readonly code?: string }): CallEnd {
  if (call.kind === "unknown" || call.kind === "not-sent") return "failed";
  return call.kind === "refused" && call.code === "rate_limit" ? "failed" : "well";
}
