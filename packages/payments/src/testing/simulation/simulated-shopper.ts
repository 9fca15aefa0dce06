import { money } from "@evertill/money";
import type { PaymentOutcome } from "../../outcome.ts";
import type { ActionResult, Instrument } from "../../payment-method.ts";
import { type ProviderName, providerNames } from "../../provider.ts";
import type { Random } from "../random.ts";
import type { Processes } from "./processes.ts";
import { type Behaviour, behaviours } from "./shopper-card.ts";
import type { SimulatedTill } from "./simulated-till.ts";
import type { Tally } from "./tally.ts";
import type { Time } from "./virtual-time.ts";

export type Challenged = PaymentOutcome & { readonly kind: "requires-action" };

/** What a shopper holds and where they go, at the stand-ins. */
export type Banks = {
  /** A card or a tap that its bank treats in such a way; `number` makes it one of its own. */
  instrument(provider: ProviderName, behaviour: Behaviour, number: number): Instrument | Promise<Instrument>;
  /**
   * Whether what the bank or the wallet asks can be answered at all; `answer` does so, and says what the browser brings
   * back, where it has something to bring.
   */
  challenge(outcome: Challenged): { readonly answer: () => Promise<ActionResult | null> } | null;
};

export type ShopperParts = {
  readonly time: Time;
  readonly random: Random;
  readonly tally: Tally;
  readonly till: SimulatedTill;
  readonly processes: Processes;
  readonly banks: Banks;
};

const minuteMs = 60_000;

/** Whoever pays one checkout: tries again, clicks twice, edits the cart, leaves the bank's page, goes away. */
export class SimulatedShopper {
  readonly seen = { failovers: 0, unknowns: 0, declines: 0 };
  hasLeft = false;
  readonly #parts: ShopperParts;
  #cards = 0;
  /** Presses that the till is at work on: meanwhile the cart is closed. */
  #paying = 0;

  constructor(parts: ShopperParts) {
    this.#parts = parts;
  }

  async shop(): Promise<void> {
    const { random, till, time } = this.#parts;
    let without: readonly ProviderName[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      const outcome = await this.#payOnce(without);
      if (outcome?.kind === "authorized" || outcome?.kind === "unknown") break;
      if (outcome === null || outcome.kind === "requires-action") {
        // Left the bank's question or the wallet's window, and goes away or tries otherwise.
        if (random.chance(0.5)) break;
        continue;
      }
      if (outcome.kind === "another-method-wanted") {
        this.seen.failovers += 1;
        without = [outcome.provider];
      } else this.seen.declines += 1;
      if (random.chance(0.15)) await this.#editCart();
      await time.sleep(5_000 + random.next() * 20_000);
    }
    if (random.chance(0.2)) await this.#editCart();
    if (random.chance(0.1) && till.book.order === null) till.book.voiding = true;
    this.hasLeft = true;
    // Whoever did not pay lets go of the goods after half an hour.
    time.after(30 * minuteMs, () => {
      if (till.book.order === null) till.book.voiding = true;
    });
  }

  async #payOnce(without: readonly ProviderName[]): Promise<PaymentOutcome | null> {
    const { random, till, processes } = this.#parts;
    const { reference, amount } = till.book;
    const offer = await processes.within((payments) =>
      payments.offeredMethods({ reference, amount, locale: "de-de", without }),
    );
    const [first] = offer?.cards ?? [];
    const wantsPayPal = offer?.paypal === true && (first === undefined || random.chance(0.3));
    const usual = random.chance(0.2) ? random.pick(providerNames) : (first ?? "stripe");
    const provider = wantsPayPal ? "paypal" : usual;
    const behaviour = random.pick([...behaviours, "ok", "ok", "ok", "challenge"] as const);
    const outcome = await this.#press(provider, behaviour);
    return outcome === null ? null : this.#follow(outcome);
  }

  async #press(provider: ProviderName, behaviour: Behaviour): Promise<PaymentOutcome | null> {
    const { random, tally, time } = this.#parts;
    const instrument = await this.#instrument(provider, behaviour);
    const press = () => this.#pay(instrument);
    const presses = [press()];
    if (random.chance(0.15)) {
      tally.hit("double click");
      presses.push(press());
    }
    if (random.chance(0.1)) {
      tally.hit("two tabs");
      presses.push(this.#pay(await this.#instrument(random.pick(providerNames), "ok")));
    }
    const outcomes = await Promise.all(presses);
    // A connection that broke is tried again with what was collected.
    for (let tries = 0; outcomes[0] === null && tries < 3; tries += 1) {
      await time.sleep(2_000);
      outcomes[0] = await press();
    }
    return outcomes[0] ?? null;
  }

  async #instrument(provider: ProviderName, behaviour: Behaviour): Promise<Instrument> {
    this.#cards += 1;
    return this.#parts.banks.instrument(provider, behaviour, this.#cards);
  }

  async #pay(instrument: Instrument): Promise<PaymentOutcome | null> {
    const { till, processes } = this.#parts;
    const { reference, amount, order, reserved, voiding } = till.book;
    if (order !== null || !reserved || voiding) return null;
    const command = {
      reference,
      amount,
      instrument,
      email: "shopper@example.com",
      languageTag: "de-DE",
      returnUrl: "http://localhost:3000/checkout",
      description: "simulated",
      delivery: null,
    };
    this.#paying += 1;
    try {
      return await processes.within((payments) => payments.pay(command));
    } finally {
      this.#paying -= 1;
    }
  }

  /** Does what the bank wants, and waits where nobody knows. */
  async #follow(first: PaymentOutcome): Promise<PaymentOutcome | null> {
    let outcome: PaymentOutcome | null = first;
    for (let turn = 0; turn < 15; turn += 1) {
      if (outcome?.kind === "requires-action") {
        outcome = await this.#act(outcome);
        if (outcome === null) return null;
      }
      if (outcome !== null && outcome.kind !== "unknown" && outcome.kind !== "requires-action")
        return outcome;
      if (turn === 0) this.seen.unknowns += 1;
      await this.#parts.time.sleep(2_000);
      outcome = await this.#continue(null);
    }
    return outcome;
  }

  async #act(outcome: Challenged): Promise<PaymentOutcome | null> {
    const { random, time, banks } = this.#parts;
    await time.sleep(3_000 + random.next() * 40_000);
    const challenge = banks.challenge(outcome);
    if (random.chance(0.1) || challenge === null) return null;
    const result = await challenge.answer();
    // The browser dies after the shopper agreed: a webhook or the sweep has to notice.
    if (random.chance(0.15)) return null;
    if (result === null) return this.#continue(null);
    const answers = [this.#continue(result), ...(random.chance(0.2) ? [this.#continue(result)] : [])];
    return (await Promise.all(answers))[0] ?? null;
  }

  #continue(result: ActionResult | null): Promise<PaymentOutcome | null> {
    const { till, processes } = this.#parts;
    return processes.within((payments) => payments.continuePayment(till.book.reference, result));
  }

  /** A changed cart needs the old payment proven void first; where it cannot be, it stays as it was. */
  async #editCart(): Promise<void> {
    const { random, tally, till, processes } = this.#parts;
    const { book } = till;
    if (book.order !== null || book.voiding || this.#paying > 0) return;
    book.editing = true;
    const voided = await processes.within((payments) => payments.void(book.reference));
    book.editing = false;
    // It may be on its way to being void: whoever asked for that goes on until it is proven.
    if (voided?.kind !== "voided" && book.order === null) book.voiding = true;
    if (voided?.kind !== "voided" || book.order !== null) return;
    tally.hit("cart edited meanwhile");
    book.amount = money(book.amount.amountMinor + 500, book.amount.currency);
    const behaviour = random.pick(["ok", "challenge"] as const);
    const outcome = await this.#press(random.pick(providerNames), behaviour);
    if (outcome !== null) await this.#follow(outcome);
  }
}
