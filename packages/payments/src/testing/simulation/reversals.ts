import type { AttemptStore } from "../../attempt-store.ts";
import type { ProviderName } from "../../provider.ts";
import { isHeld, type Ledger, type LedgerEntry } from "./ledger.ts";

/** Money on an attempt that had ended, which was learnt of while it was still held there. */
type Reversal = { readonly entry: LedgerEntry; readonly knownMs: number };

/** How long money may stay on an attempt that had ended, while its provider answers. */
export const reversalMostMs = 60_000;

/** Notes when late successes are learnt of, and how long their money then stays where it must not. */
export class Reversals {
  readonly #ledger: Ledger;
  readonly #now: () => number;
  readonly #learnt: Reversal[] = [];
  readonly #silences: { readonly provider: ProviderName; readonly atMs: number }[] = [];

  constructor(ledger: Ledger, now: () => number) {
    this.#ledger = ledger;
    this.#now = now;
  }

  /** The same store; what is written down as to be given back is learnt from then on. */
  watching(store: AttemptStore): AttemptStore {
    const requestReversal: AttemptStore["requestReversal"] = (attempt) => {
      this.#learn(attempt.id);
      return store.requestReversal(attempt);
    };
    return new Proxy(store, {
      get: (object, name) => {
        if (name === "requestReversal") return requestReversal;
        const member: unknown = Reflect.get(object, name);
        return typeof member === "function" ? member.bind(object) : member;
      },
    });
  }

  /** A provider left a request without an answer of its own. */
  unanswered(provider: ProviderName): void {
    this.#silences.push({ provider, atMs: this.#now() });
  }

  get isWaiting(): boolean {
    return this.#learnt.some(({ entry }) => isHeld(entry));
  }

  get attemptIds(): readonly string[] {
    return this.#learnt.map(({ entry }) => entry.attemptId);
  }

  /** How long each took from the moment it was learnt of, or from the last silence of its provider after that; what is still held is left out. */
  get lagsMs(): readonly number[] {
    return this.#learnt.flatMap(({ entry, knownMs }) => {
      const { provider, freedMs } = entry;
      if (freedMs === null) return [];
      const silences = this.#silences.filter((one) => one.provider === provider && one.atMs <= freedMs);
      return freedMs - Math.max(knownMs, ...silences.map(({ atMs }) => atMs));
    });
  }

  #learn(attemptId: string): void {
    const held = this.#ledger.entries.filter((entry) => entry.attemptId === attemptId && isHeld(entry));
    const fresh = held.filter((entry) => !this.#learnt.some((known) => known.entry === entry));
    this.#learnt.push(...fresh.map((entry) => ({ entry, knownMs: this.#now() })));
  }
}
