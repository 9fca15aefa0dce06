import { providerNames, type ProviderName } from "../../provider.ts";
import type { Random } from "../random.ts";
import { type Tally, type WebhookFault, webhookFaults, type WireFault, wireFaults } from "./tally.ts";

export type Spell = {
  readonly provider: ProviderName;
  readonly kind: "outage" | "brown-out";
  readonly fromMs: number;
  readonly untilMs: number;
};

/** What the world does to requests and webhooks, by a seed: single faults, and spells in which a provider is out or ails. */
export class Weather {
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #now: () => number;
  readonly #faultShare: number;
  readonly #favours: WireFault | undefined;
  readonly #heldUpAt: ProviderName | null;
  readonly #last = new Map<string, WireFault | "none">();
  readonly spells: Spell[] = [];
  calm = false;
  /** When the last of what is held up arrives. */
  arrivedMs = 0;

  constructor(parts: {
    readonly random: Random;
    readonly tally: Tally;
    readonly now: () => number;
    /** Of all requests, beside spells. */
    readonly faultShare: number;
    readonly favours?: WireFault | undefined;
    /** Where every request for a card's money is on its way for minutes, as long as the weather lasts. */
    readonly heldUpAt?: ProviderName | null;
  }) {
    this.#random = parts.random;
    this.#tally = parts.tally;
    this.#now = parts.now;
    this.#faultShare = parts.faultShare;
    this.#favours = parts.favours;
    this.#heldUpAt = parts.heldUpAt ?? null;
  }

  /** A spell at a provider of chance, begun at a moment of chance. */
  brew(untilMs: number): void {
    const random = this.#random;
    if (!random.chance(0.4)) return;
    const nowMs = this.#now();
    const fromMs = nowMs + random.next() * Math.max(0, untilMs - nowMs) * 0.3;
    const kind = random.pick(["outage", "brown-out"] as const);
    this.spells.push({
      provider: random.pick(providerNames),
      kind,
      fromMs,
      untilMs: fromMs + random.next() * (untilMs - fromMs),
    });
  }

  wire(provider: ProviderName, operation: string): WireFault | "none" {
    // What ails a line ails it for a while.
    const cell = `${provider}.${operation}`;
    const last = this.#last.get(cell) ?? "none";
    const repeats = !this.calm && last !== "none" && this.#random.chance(0.4);
    const isHeldUp = !this.calm && provider === this.#heldUpAt && operation === "authorize";
    const fault = isHeldUp ? "request-lost" : repeats ? last : this.#wire(provider);
    this.#last.set(cell, fault);
    if (fault !== "none") this.#tally.hit(`fault ${fault} at ${provider}.${operation}`);
    return fault;
  }

  #wire(provider: ProviderName): WireFault | "none" {
    const random = this.#random;
    if (this.calm) return "none";
    const nowMs = this.#now();
    const spell = this.spells.find(
      (one) => one.provider === provider && one.fromMs <= nowMs && nowMs < one.untilMs,
    );
    if (spell) this.#tally.hit(`${spell.kind} of ${provider}`);
    if (spell?.kind === "outage") return random.pick(["not-sent", "request-lost"]);
    if (spell?.kind === "brown-out" && random.chance(0.5)) return random.pick(ailments);
    if (!random.chance(this.#faultShare)) return "none";
    return this.#favours && random.chance(0.6) ? this.#favours : random.pick(wireFaults);
  }

  /** A request for money that seems lost may be on its way for minutes, and arrive when nobody waits for it any more. */
  holdUpMs(provider: ProviderName, operation: string): number | null {
    const asksForMoney = operation === "authorize" || operation === "continueAction";
    if (!asksForMoney || !(provider === this.#heldUpAt || this.#random.chance(0.4))) return null;
    this.#tally.hit(`straggler at ${provider}.${operation}`);
    const heldUpMs = (1 + this.#random.next() * 19) * 60_000;
    this.arrivedMs = Math.max(this.arrivedMs, this.#now() + heldUpMs);
    return heldUpMs;
  }

  webhook(provider: ProviderName): WebhookFault | "none" {
    const random = this.#random;
    if (this.calm || !random.chance(0.5)) return "none";
    const fault = random.pick(webhookFaults);
    this.#tally.hit(`webhook ${fault} from ${provider}`);
    return fault;
  }
}

const ailments: readonly WireFault[] = ["accept-then-hang", "accept-then-500", "request-lost", "slow", "429"];
