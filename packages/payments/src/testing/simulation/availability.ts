import { currency, money } from "@evertill/money";
import { paymentsOver } from "../../create-payments.ts";
import type { PaymentOutcome } from "../../outcome.ts";
import type { PaymentListener, Payments } from "../../payments.ts";
import { type ProviderName, providerNames } from "../../provider.ts";
import { MemoryAttempts, MemoryAttemptStore } from "../memory-attempt-store.ts";
import { MemoryHealthStore } from "../memory-health-store.ts";
import { MemoryRefundStore } from "../memory-refund-store.ts";
import { MemoryRoutingStore } from "../memory-routing-store.ts";
import { type Random, seededRandom } from "../random.ts";
import { waits } from "./hand-in-webhook.ts";
import { Ledger } from "./ledger.ts";
import { type Behaviour, instrumentOf, isPayable, resultOf } from "./shopper-card.ts";
import { SimulatedProvider } from "./simulated-provider.ts";
import { Tally } from "./tally.ts";
import { VirtualTime } from "./virtual-time.ts";
import { type Spell, Weather } from "./weather.ts";

export type Availability = {
  readonly provider: ProviderName;
  readonly kind: Spell["kind"];
  /** Checkouts begun while the provider was out or ailing, whose payer would pass at one that is well. */
  readonly payable: number;
  /** Of these, paid once within a minute. */
  readonly completed: number;
  /** Checkouts under way when it went out, and how many of them were settled within ten minutes of its return. */
  readonly inFlight: number;
  readonly inFlightSettled: number;
};

/**
 * The share of payable checkouts that must be paid within a minute. Where a provider loses half of its answers, reads
 * included, a few stay unknown for longer: they are held, because asking elsewhere could charge twice.
 */
export const availableShareMin: Readonly<Record<Spell["kind"], number>> = {
  outage: 0.999,
  "brown-out": 0.99,
};

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const onsetMs = 3 * minuteMs;
const spellMs = 10 * minuteMs;
const behaviours: readonly Behaviour[] = ["ok", "ok", "ok", "ok", "challenge", "soft", "decline", "hard"];

type Shopper = {
  readonly reference: string;
  readonly behaviour: Behaviour;
  readonly beganMs: number;
  paidMs: number | null;
  /** Nothing is open any more: paid, or provably not. */
  settledMs: number | null;
};

/** Lets shoppers come, two processes serve them, and one provider be out, or answer half of its requests badly, for ten minutes. */
export async function measureAvailability(
  { provider, kind }: Pick<Spell, "provider" | "kind">,
  checkouts: number,
  seed: number,
): Promise<Availability> {
  const shop = new BusyShop({ provider, kind }, seed);
  const shoppers = await shop.open(checkouts);
  const from = shop.beganMs + onsetMs;
  const until = from + spellMs;
  const during = shoppers.filter(
    ({ beganMs, behaviour }) => beganMs >= from && beganMs < until && isPayable(behaviour),
  );
  const isPaidOnce = ({ reference }: Shopper) => shop.ledger.held(reference).length === 1;
  const completed = during.filter(
    (shopper) =>
      shopper.paidMs !== null && shopper.paidMs - shopper.beganMs <= minuteMs && isPaidOnce(shopper),
  );
  const inFlight = shoppers.filter(
    ({ beganMs, settledMs }) => beganMs < from && (settledMs ?? Infinity) >= from,
  );
  const inTime = inFlight.filter(({ settledMs }) => settledMs !== null && settledMs <= until + 10 * minuteMs);
  if (shop.ledger.doubles.length > 0) throw new Error(`Charged twice: ${shop.ledger.doubles.join(", ")}`);
  return {
    provider,
    kind,
    payable: during.length,
    completed: completed.length,
    inFlight: inFlight.length,
    inFlightSettled: inTime.length,
  };
}

class BusyShop {
  readonly time = new VirtualTime();
  readonly ledger = new Ledger();
  readonly beganMs: number;
  readonly #random: Random;
  readonly #providers: Readonly<Record<ProviderName, SimulatedProvider>>;
  readonly #processes: readonly Payments[];
  #cards = 0;
  #problem: unknown = null;

  constructor(spell: Pick<Spell, "provider" | "kind">, seed: number) {
    const { time, ledger } = this;
    this.beganMs = time.nowMs;
    this.#random = seededRandom(seed);
    const random = this.#random;
    const weather = new Weather({ random, tally: new Tally(), now: () => time.nowMs, faultShare: 0 });
    const fromMs = this.beganMs + onsetMs;
    weather.spells.push({ ...spell, fromMs, untilMs: fromMs + spellMs });
    const post = (name: ProviderName, body: string) =>
      time.after(500, () => this.#detached(this.#deliver(name, body)));
    const world = { time, ledger, random, weather, post };
    const made = providerNames.map((name) => [name, new SimulatedProvider(name, world)]);
    this.#providers = Object.fromEntries(made) as Record<ProviderName, SimulatedProvider>;
    const data = new MemoryAttempts();
    const clock = { now: () => new Date(time.nowMs) };
    const listener: PaymentListener = { paymentChanged: async () => undefined };
    const shared = { healthStore: new MemoryHealthStore(), routingStore: new MemoryRoutingStore() };
    this.#processes = [1, 2].map(() =>
      paymentsOver({
        ...shared,
        store: new MemoryAttemptStore(data, clock),
        refundStore: new MemoryRefundStore(data, clock),
        providers: this.#providers,
        clock,
        listener,
      }),
    );
  }

  async open(checkouts: number): Promise<readonly Shopper[]> {
    const { time } = this;
    const shoppers: Shopper[] = [];
    const hoursMs = onsetMs + spellMs + 2 * minuteMs;
    for (let number = 0; number < checkouts; number += 1) {
      const atMs = this.#random.next() * hoursMs;
      const behaviour = this.#random.pick(behaviours);
      time.after(atMs, () => {
        const reference = `checkout-${number}`;
        const shopper = { reference, behaviour, beganMs: time.nowMs, paidMs: null, settledMs: null };
        shoppers.push(shopper);
        this.#detached(this.#serve(shopper));
      });
    }
    this.#sweep();
    await time.run(this.beganMs + hoursMs + 15 * minuteMs, () => this.#problem !== null);
    if (this.#problem !== null) throw this.#problem;
    return shoppers;
  }

  async #serve(shopper: Shopper): Promise<void> {
    const { time } = this;
    const random = this.#random;
    const prefersPayPal = random.chance(0.2);
    const { reference, behaviour } = shopper;
    const amount = money(4_900, currency("EUR"));
    let without: readonly ProviderName[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      const offer = await this.#payments().offeredMethods({ reference, amount, locale: "de-de", without });
      const byWallet = offer.paypal && (prefersPayPal || offer.cards.length === 0);
      const provider = byWallet ? "paypal" : (offer.cards[0] ?? "stripe");
      await time.sleep(byWallet ? 2 * secondMs : (8 + random.next() * 8) * secondMs);
      this.#cards += 1;
      const outcome = await this.#follow(
        await this.#payments().pay({
          reference,
          amount,
          instrument: instrumentOf(provider, behaviour, this.#cards),
          languageTag: "de-DE",
          returnUrl: "http://localhost:3000/checkout",
          description: "simulated",
          email: "shopper@example.com",
          delivery: null,
        }),
        shopper,
      );
      if (outcome.kind === "authorized") shopper.paidMs = time.nowMs;
      if (outcome.kind === "another-method-wanted") without = [outcome.provider];
      // Told that it may be tried again, whoever can pay does.
      else if (outcome.kind !== "declined" || !outcome.decline.mayRetry || !isPayable(behaviour)) break;
    }
    shopper.settledMs = time.nowMs;
  }

  async #follow(first: PaymentOutcome, { reference }: Shopper): Promise<PaymentOutcome> {
    let outcome = first;
    while (outcome.kind === "unknown" || outcome.kind === "requires-action") {
      outcome =
        outcome.kind === "requires-action"
          ? await this.#act(reference, outcome)
          : await this.#ask(reference, 2 * secondMs);
    }
    return outcome;
  }

  async #ask(reference: string, afterMs: number): Promise<PaymentOutcome> {
    await this.time.sleep(afterMs);
    const outcome = await this.#payments().continuePayment(reference);
    if (!outcome) throw new Error(`${reference} has no attempt`);
    return outcome;
  }

  async #act(
    reference: string,
    { action }: PaymentOutcome & { readonly kind: "requires-action" },
  ): Promise<PaymentOutcome> {
    await this.time.sleep((4 + this.#random.next() * 6) * secondMs);
    const entry = this.ledger.entries.findLast(
      (one) => one.reference === reference && one.provider === action.provider,
    );
    if (entry) this.#providers[action.provider].act(entry.providerReference);
    if (action.provider === "stripe") return this.#ask(reference, 0);
    const result = resultOf(action);
    return (await this.#payments().continuePayment(reference, result)) ?? this.#ask(reference, 0);
  }

  #sweep(): void {
    const again = async (): Promise<void> => {
      await this.#payments().sweep();
      this.time.after(15 * secondMs, () => this.#detached(again()));
    };
    this.#detached(again());
  }

  async #deliver(provider: ProviderName, rawBody: string): Promise<void> {
    const payments = this.#payments();
    const received = await payments.receiveProviderEvent({ provider, rawBody, headers: {} });
    if (received.kind !== "stored") return;
    for (const eventId of received.eventIds) await payments.applyProviderEvent(eventId).catch(waits);
  }

  #payments(): Payments {
    return this.#random.pick(this.#processes);
  }

  #detached(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#problem ??= error;
    });
  }
}
