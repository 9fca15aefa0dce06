import { type ProviderName, providerNames } from "../../../provider.ts";
import type { SwitchedFault } from "../../../providers/testing/start-sandbox.ts";
import type { Random } from "../../random.ts";
import type { Tally } from "../tally.ts";
import type { StandIns } from "./stand-ins.ts";

/** What befalls single requests, as the sandbox's switches name it. */
const modes = [
  "refuse",
  "hang",
  "error",
  "throttle",
  "slow",
  "accept-then-hang",
  "accept-then-reset",
  "accept-then-error",
  "partial-body",
] as const;
const ownModes: Readonly<Record<ProviderName, readonly string[]>> = {
  stripe: modes,
  adyen: [...modes, "key-in-use", "key-store-down"],
  paypal: modes,
};
/** Adyen's are late and double and refused at our door, but not lost: nothing else of it can be read, and its queue tries for days. */
const webhookModes: Readonly<Record<ProviderName, readonly string[]>> = {
  stripe: ["webhook-late", "webhook-twice", "webhook-lost"],
  adyen: ["webhook-late", "webhook-twice"],
  paypal: ["webhook-late", "webhook-twice", "webhook-lost"],
};
/** Parts of the operations that money goes by; the first is in all of them. */
const operations: Readonly<Record<ProviderName, readonly [string, ...string[]]>> = {
  stripe: [
    "/v1/payment_intents",
    "POST /v1/payment_intents",
    "GET /v1/payment_intents",
    "/cancel",
    "/capture",
    "/v1/refunds",
  ],
  adyen: ["/v72/", "POST /v72/payments", "/payments/details", "/cancels", "/captures", "/refunds"],
  paypal: [
    "/v2/",
    "/authorize",
    "/confirm-payment-source",
    "PATCH /v2",
    "GET /v2",
    "/void",
    "/capture",
    "/refund",
  ],
};
const everyMs = 300;
const spellEveryMs = 12_000;

type Spell = { readonly name: ProviderName; readonly kind: "outage" | "brown-out" };
const spells = providerNames.flatMap((name) => [
  { name, kind: "outage" },
  { name, kind: "brown-out" },
]) as [Spell, ...Spell[]];
/** So long a storm has had every spell. */
export const everySpellMs = (spells.length + 1) * spellEveryMs;

/** Switches faults on at the stand-ins, all the time, by chance; now and then one of them is out or ails for a while. */
export class WireWeather {
  readonly #standIns: StandIns;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #pending = new Map<string, string>();
  readonly #toCome: Spell[] = [];
  #ailing: ProviderName | null = null;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(parts: { readonly standIns: StandIns; readonly random: Random; readonly tally: Tally }) {
    this.#standIns = parts.standIns;
    this.#random = parts.random;
    this.#tally = parts.tally;
  }

  static requiredCells(): string[] {
    return providerNames.flatMap((name) => [
      ...[...ownModes[name], ...webhookModes[name]].map((mode) => `${mode} at ${name}`),
      ...spells.filter((spell) => spell.name === name).map(({ kind }) => `${kind} of ${name}`),
    ]);
  }

  begin(): void {
    const turns = (turn: () => Promise<unknown>, ms: number) =>
      this.#timers.push(
        setInterval(() => {
          this.#underWay = Promise.all([this.#underWay, turn()]);
        }, ms),
      );
    for (const name of providerNames) turns(() => this.#befall(name), everyMs);
    turns(() => this.#brew(), spellEveryMs);
  }

  /** Switches everything off again. */
  async end(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#underWay;
    for (const name of providerNames) {
      await this.#count(name);
      const standIn = this.#standIns[name];
      for (const fault of await standIn.faults()) await standIn.switchOff(fault);
    }
  }

  async #befall(name: ProviderName): Promise<void> {
    const random = this.#random;
    const pending = await this.#count(name);
    const times = this.#ailing === name ? 4 : 1;
    for (let time = 0; time < times; time += 1) {
      const webhook = random.chance(0.25);
      const mode = random.pick((webhook ? webhookModes : ownModes)[name]);
      const operation = webhook ? null : random.pick(operations[name]);
      if (pending.some((fault) => fault.mode === mode && fault.operation === operation)) continue;
      const fault = await this.#standIns[name].switchOn(mode, random.pick([1, 1, 2, 3]), {
        operation,
        ...(webhook && { target: `${name}-webhooks` }),
        delayMs: Math.round(random.next() * (webhook ? 8_000 : 1_500)),
      });
      this.#pending.set(`${name} ${fault.id}`, mode);
    }
  }

  /** What was used up since is counted as met; the rest is still to come. */
  async #count(name: ProviderName): Promise<readonly SwitchedFault[]> {
    const waiting = await this.#standIns[name].faults();
    for (const [key, mode] of this.#pending) {
      if (!key.startsWith(`${name} `) || waiting.some(({ id }) => key === `${name} ${id}`)) continue;
      this.#tally.hit(`${mode} at ${name}`);
      this.#pending.delete(key);
    }
    return waiting;
  }

  /** Every spell once, in an order of chance, before one comes again. */
  #nextSpell(): Spell {
    if (this.#toCome.length === 0) this.#toCome.push(...spells);
    const [spell] = this.#toCome.splice(Math.floor(this.#random.next() * this.#toCome.length), 1);
    return spell ?? spells[0];
  }

  async #brew(): Promise<void> {
    const random = this.#random;
    const { name, kind } = this.#nextSpell();
    const lastsMs = (0.3 + random.next() * 0.5) * spellEveryMs;
    if (kind === "brown-out") {
      this.#tally.hit(`brown-out of ${name}`);
      this.#ailing = name;
      await passes(lastsMs);
      this.#ailing = null;
      return;
    }
    this.#tally.hit(`outage of ${name}`);
    const [all] = operations[name];
    const outage = await this.#standIns[name].switchOn(random.pick(["refuse", "hang"]), null, {
      operation: all,
    });
    await passes(lastsMs);
    await this.#standIns[name].switchOff(outage);
  }
}

function passes(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
