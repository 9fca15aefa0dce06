import { currency, money } from "@evertill/money";
import type { AttemptStore } from "../../attempt-store.ts";
import type { Clock } from "../../clock.ts";
import { paymentsOver } from "../../create-payments.ts";
import type { HealthStore } from "../../health/health-store.ts";
import type { PaymentOutcome } from "../../outcome.ts";
import { type PaymentLog, silentLog } from "../../payment-log.ts";
import type { Payments } from "../../payments.ts";
import { type PaymentProvider, type ProviderName, providerNames } from "../../provider.ts";
import { defaultRoutingPolicy, type RoutingPolicy } from "../../routing/policy.ts";
import type { RefundStore } from "../../refund-store.ts";
import type { RoutingStore } from "../../routing/routing-store.ts";
import { type Random, seededRandom } from "../random.ts";
import { Ledger } from "./ledger.ts";
import { MortalProcess } from "./mortal-process.ts";
import type { Plant } from "./plants.ts";
import { instrumentOf, type Behaviour, behaviours } from "./shopper-card.ts";
import { SimulatedProvider } from "./simulated-provider.ts";
import { SimulatedTill } from "./simulated-till.ts";
import { refundStoreCalls, requiredCells, storeCalls, type Tally, wireOperations } from "./tally.ts";
import { VirtualTime } from "./virtual-time.ts";
import { Weather } from "./weather.ts";

/** What processes share; made anew for each run, or kept in Postgres. */
export type Stores = {
  readonly attempts: (clock: Clock) => AttemptStore;
  readonly refunds: (clock: Clock) => RefundStore;
  readonly health: HealthStore;
  readonly routing: RoutingStore;
  /** True while a database is at work. */
  readonly isBusy: () => boolean;
};

export type RunSettings = {
  readonly seed: number;
  readonly reference: string;
  readonly stores: Stores;
  readonly tally: Tally;
  readonly plant: Plant;
  /** Hears each step, with the simulated time of day; for playing one run again. */
  readonly trace?: ((line: string) => void) | undefined;
};

type Process = { readonly mortal: MortalProcess; readonly payments: Payments };

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
/** How long the weather lasts, and how long afterwards everything must have come right. */
const stormMs = 8 * minuteMs;
const calmMs = 3 * 60 * minuteMs;
const adyenFirst: RoutingPolicy = {
  version: "adyen-first",
  rules: [{ name: "everywhere", when: {}, cards: ["adyen", "stripe"], paypal: true }],
};
const crashCells = requiredCells().filter((cell) => cell.startsWith("crash "));
/** Reached on some ways only, and so aimed at more often. */
const rareCells = crashCells.filter((cell) =>
  /efund|evers|fence|Fence|continueAction|openTask|prepare|capture/.test(cell),
);
const rarestCells = crashCells.filter((cell) => /Reversal|openTask/.test(cell));

/** One checkout: a shopper, a till, three providers, and processes that die, on a clock of its own. */
export class CheckoutRun {
  readonly time: VirtualTime;
  readonly ledger = new Ledger();
  readonly till: SimulatedTill;
  readonly seen = { failovers: 0, unknowns: 0, declines: 0 };
  readonly #settings: RunSettings;
  readonly #policy: RoutingPolicy;
  readonly #random: Random;
  readonly #weather: Weather;
  readonly #providers: Readonly<Record<ProviderName, SimulatedProvider>>;
  readonly #postponed: (() => void)[] = [];
  #processes: Process[] = [];
  #crashes = 0;
  #cards = 0;
  /** Presses that the till is at work on: meanwhile the cart is closed. */
  #paying = 0;
  #shopperLeft = false;
  #error: unknown = null;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    const { stores, seed, tally, reference } = settings;
    this.time = new VirtualTime(stores.isBusy);
    this.#random = seededRandom(seed);
    const { time, ledger } = this;
    this.#beganMs = time.nowMs;
    const { favours: favourite } = settings.plant;
    const favours = favourite === undefined ? {} : { favours: favourite };
    const faultShare = this.#random.pick([0, 0.1, 0.25]);
    this.#weather = new Weather({
      random: this.#random,
      tally,
      now: () => time.nowMs,
      faultShare,
      ...favours,
    });
    const world = {
      time,
      random: this.#random,
      weather: this.#weather,
      ledger,
      post: (name: ProviderName, body: string) => this.#carry(name, body),
    };
    const made = providerNames.map((name) => [name, new SimulatedProvider(name, world)]);
    this.#providers = Object.fromEntries(made) as Record<ProviderName, SimulatedProvider>;
    const amount = money(1_000 + Math.floor(this.#random.next() * 90_000), currency("EUR"));
    this.#policy = this.#random.chance(0.4) ? adyenFirst : defaultRoutingPolicy;
    const refundMinor = this.#random.chance(0.35) ? Math.ceil(amount.amountMinor * this.#random.next()) : 0;
    this.till = new SimulatedTill(
      {
        reference,
        amount,
        reserved: true,
        order: null,
        capture: "none",
        refundMinor,
        refunded: new Map(),
        voiding: false,
        editing: false,
        bookedMinor: 0,
        faults: [],
      },
      this.#random,
      { tally, plant: settings.plant, isMoneyHeld: () => ledger.held(reference).length > 0 },
    );
  }

  /** Until everything has come to rest; rejects when our own code threw. */
  async play(): Promise<void> {
    const beganMs = this.#beganMs;
    this.#weather.brew(beganMs + stormMs);
    this.#processes = [this.#start(), this.#start()];
    this.#loop(15 * secondMs, (payments) => payments.sweep());
    this.#loop(5 * secondMs, (payments) => this.till.work(payments));
    this.#detached(this.#shop());
    await this.time.run(beganMs + stormMs, () => this.#error !== null);
    this.#weather.calm = true;
    this.till.calm = true;
    // What providers could not deliver they deliver now; Adyen's queue tries for days.
    for (const deliver of this.#postponed.splice(0)) this.time.after(this.#random.next() * minuteMs, deliver);
    await this.time.run(beganMs + stormMs + calmMs, () => this.#error !== null || this.#isAtRest());
    if (this.#error !== null) throw this.#error;
    this.#processes = [this.#start()];
  }

  status() {
    return this.#process().payments.statusOf(this.#settings.reference);
  }

  #isAtRest(): boolean {
    return this.#shopperLeft && this.time.nowMs > this.#restsFromMs && this.#quiet;
  }

  #quiet = false;
  readonly #beganMs: number;
  get #restsFromMs(): number {
    return this.#beganMs + 45 * minuteMs;
  }

  // Processes ---------------------------------------------------------------------------------------------------------

  #start(): Process {
    const { stores, tally, plant } = this.#settings;
    const mortal = new MortalProcess(this.#crashPlan(), tally, () => {
      const random = this.#random;
      return !this.#weather.calm && random.chance(0.02) ? this.time.sleep(random.next() * 1_500) : null;
    });
    const skewMs = this.#random.chance(0.2) ? (this.#random.next() - 0.5) * 2 * minuteMs : 0;
    if (skewMs !== 0) tally.hit("clock skew");
    const clock = { now: () => new Date(this.time.nowMs + skewMs) };
    const calls: readonly string[] = storeCalls;
    const store = mortal.around(stores.attempts(clock), (method) =>
      calls.includes(method) ? `store.${method}` : null,
    );
    const refundCalls: readonly string[] = refundStoreCalls;
    const refundStore = mortal.around(stores.refunds(clock), (method) =>
      refundCalls.includes(method) ? `refunds.${method}` : null,
    );
    const payments = paymentsOver({
      store: plant.store?.(store) ?? store,
      refundStore,
      healthStore: stores.health,
      routingStore: stores.routing,
      routingPolicy: this.#policy,
      log: this.#log(),
      providers: this.#providersOf(mortal),
      clock,
      listener: mortal.around(this.till, (method) => (method === "paymentChanged" ? "listener" : null)),
    });
    return { mortal, payments };
  }

  #log(): PaymentLog {
    const { trace } = this.#settings;
    if (!trace) return silentLog;
    const told = (details: object, message: string) =>
      trace(`${new Date(this.time.nowMs).toISOString().slice(11, 23)} ${message} ${JSON.stringify(details)}`);
    return { info: told, warn: told, error: told };
  }

  #providersOf(mortal: MortalProcess): Record<ProviderName, PaymentProvider> {
    const { plant } = this.#settings;
    const entries = providerNames.map((name) => {
      const operations: readonly string[] = wireOperations[name];
      const around = mortal.around<PaymentProvider>(this.#providers[name], (method) =>
        operations.includes(method) ? `${name}.${method}` : null,
      );
      return [name, plant.provider?.(around) ?? around];
    });
    return Object.fromEntries(entries) as Record<ProviderName, PaymentProvider>;
  }

  /** Seldom enough that a run ends; each place in turn, so that none is left out. */
  #crashPlan() {
    if (this.#weather.calm || this.#crashes >= 2 || !this.#random.chance(0.5)) return null;
    const cell = this.#random.pick(this.#random.pick([crashCells, rareCells, rarestCells]));
    return { cell, times: this.#random.chance(0.7) ? 1 : 2 };
  }

  #process(): Process {
    this.#processes = this.#processes.map((process) => (process.mortal.isDead ? this.#restart() : process));
    return this.#random.pick(this.#processes);
  }

  #restart(): Process {
    this.#crashes += 1;
    return this.#start();
  }

  /** Null when the process died under it. */
  async #within<Answer>(call: (payments: Payments) => Promise<Answer>): Promise<Answer | null> {
    const { mortal, payments } = this.#process();
    const answer = await Promise.race([call(payments), mortal.died]);
    return answer === "died" ? null : answer;
  }

  #loop(everyMs: number, turn: (payments: Payments) => Promise<unknown>): void {
    const again = async (): Promise<void> => {
      await this.#within(turn);
      if (this.time.nowMs > this.#restsFromMs) this.#quiet = await this.#isQuiet();
      const pace = !this.#weather.calm ? 1 : this.time.nowMs > this.#restsFromMs ? 20 : 4;
      this.time.after(everyMs * pace, () => this.#detached(again()));
    };
    this.time.after(this.#random.next() * everyMs, () => this.#detached(again()));
  }

  async #isQuiet(): Promise<boolean> {
    const { voiding, capture, order, refundMinor } = this.till.book;
    const jobs = voiding || capture === "wanted" || (order?.state === "placed" && capture === "none");
    if (jobs || (capture === "done" && refundMinor > 0)) return false;
    const status = await this.#within((payments) => payments.statusOf(this.#settings.reference));
    const kind = status?.outcome?.kind;
    return status !== null && kind !== "unknown" && kind !== "requires-action";
  }

  #detached(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (error instanceof Error && error.name === "ProviderSilent") return;
      this.#error ??= error;
    });
  }

  // Webhooks ----------------------------------------------------------------------------------------------------------

  #carry(name: ProviderName, body: string): void {
    const { time } = this;
    const random = this.#random;
    const fault = this.#weather.webhook(name);
    const deliver = () => this.#detached(this.#deliver(name, body));
    switch (fault) {
      case "none":
        return time.after(300 + random.next() * 2_000, deliver);
      case "first":
        return deliver();
      case "late":
        return time.after(random.next() * 5 * minuteMs, deliver);
      case "twice":
        time.after(500, deliver);
        return time.after(500 + random.next() * 30 * secondMs, deliver);
      case "out-of-order":
        return time.after(random.next() * 40 * secondMs, deliver);
      case "never":
        // Where it is the only proof its provider's queue outlasts the storm.
        if (name === "adyen") this.#postponed.push(deliver);
    }
  }

  async #deliver(provider: ProviderName, rawBody: string): Promise<void> {
    const received = await this.#within((payments) =>
      payments.receiveProviderEvent({ provider, rawBody, headers: {} }),
    );
    // Not answered with 200: it comes again.
    if (received === null)
      return this.time.after(30 * secondMs, () => this.#detached(this.#deliver(provider, rawBody)));
    if (received.kind !== "stored" || this.#random.chance(0.2)) return;
    for (const eventId of received.eventIds) {
      await Promise.all([this.#apply(eventId), this.#random.chance(0.3) ? this.#apply(eventId) : null]);
    }
  }

  #apply(eventId: string): Promise<unknown> {
    return this.#within((payments) => payments.applyProviderEvent(eventId)).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === "ProviderSilent")) throw error;
    });
  }

  // The shopper -------------------------------------------------------------------------------------------------------

  async #shop(): Promise<void> {
    const random = this.#random;
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
      await this.time.sleep(5_000 + this.#random.next() * 20_000);
    }
    if (random.chance(0.2)) await this.#editCart();
    if (random.chance(0.1) && this.till.book.order === null) this.till.book.voiding = true;
    this.#shopperLeft = true;
    // Whoever did not pay lets go of the goods after half an hour.
    this.time.after(30 * minuteMs, () => {
      if (this.till.book.order === null) this.till.book.voiding = true;
    });
  }

  async #payOnce(without: readonly ProviderName[]): Promise<PaymentOutcome | null> {
    const { book } = this.till;
    const { reference } = book;
    const offer = await this.#within((payments) =>
      payments.offeredMethods({ reference, amount: book.amount, locale: "de-de", without }),
    );
    const [first] = offer?.cards ?? [];
    const wantsPayPal = offer?.paypal === true && (first === undefined || this.#random.chance(0.3));
    const usual = this.#random.chance(0.2) ? this.#random.pick(providerNames) : (first ?? "stripe");
    const provider = wantsPayPal ? "paypal" : usual;
    const behaviour = this.#random.pick([...behaviours, "ok", "ok", "ok", "challenge"] as const);
    const outcome = await this.#press(provider, behaviour);
    return outcome === null ? null : this.#follow(outcome);
  }

  async #press(provider: ProviderName, behaviour: Behaviour): Promise<PaymentOutcome | null> {
    const random = this.#random;
    const { tally } = this.#settings;
    this.#cards += 1;
    const instrument = instrumentOf(provider, behaviour, this.#cards);
    const press = () => this.#pay(instrument);
    const presses = [press()];
    if (random.chance(0.15)) {
      tally.hit("double click");
      presses.push(press());
    }
    if (random.chance(0.1)) {
      tally.hit("two tabs");
      this.#cards += 1;
      const other = instrumentOf(this.#random.pick(providerNames), "ok", this.#cards);
      presses.push(this.#pay(other));
    }
    const outcomes = await Promise.all(presses);
    // A connection that broke is tried again with what was collected.
    for (let tries = 0; outcomes[0] === null && tries < 3; tries += 1) {
      await this.time.sleep(2_000);
      outcomes[0] = await press();
    }
    return outcomes[0] ?? null;
  }

  async #pay(instrument: ReturnType<typeof instrumentOf>): Promise<PaymentOutcome | null> {
    const { book } = this.till;
    const about = { returnUrl: "http://localhost:3000/checkout", description: "simulated", delivery: null };
    const { reference, amount } = book;
    if (book.order !== null || !book.reserved || book.voiding) return null;
    const command = {
      reference,
      amount,
      instrument,
      email: "shopper@example.com",
      languageTag: "de-DE",
      ...about,
    };
    this.#paying += 1;
    try {
      return await this.#within((payments) => payments.pay(command));
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
      await this.time.sleep(2_000);
      outcome = await this.#continue(null);
    }
    return outcome;
  }

  async #act({
    attemptId,
    action,
  }: PaymentOutcome & { kind: "requires-action" }): Promise<PaymentOutcome | null> {
    const random = this.#random;
    await this.time.sleep(3_000 + random.next() * 40_000);
    const reference = this.#referenceOf(action, attemptId);
    const entry = this.ledger.entries.findLast(({ providerReference }) => providerReference === reference);
    if (random.chance(0.1) || entry === undefined) return null;
    this.#providers[action.provider].act(reference);
    // The browser dies after the shopper agreed: a webhook or the sweep has to notice.
    if (random.chance(0.15)) return null;
    if (action.provider === "stripe") return this.#continue(null);
    const result =
      action.provider === "adyen"
        ? ({ provider: "adyen", details: { threeDSResult: "done" } } as const)
        : ({ provider: "paypal", orderId: action.orderId } as const);
    const answers = [this.#continue(result), ...(random.chance(0.2) ? [this.#continue(result)] : [])];
    return (await Promise.all(answers))[0] ?? null;
  }

  #referenceOf(action: (PaymentOutcome & { kind: "requires-action" })["action"], attemptId: string): string {
    switch (action.provider) {
      case "stripe":
        return action.clientSecret;
      case "adyen":
        return attemptId;
      case "paypal":
        return action.orderId;
    }
  }

  #continue(result: Parameters<Payments["continuePayment"]>[1]): Promise<PaymentOutcome | null> {
    return this.#within((payments) => payments.continuePayment(this.#settings.reference, result));
  }

  /** A changed cart needs the old payment proven void first; where it cannot be, it stays as it was. */
  async #editCart(): Promise<void> {
    const { book } = this.till;
    if (book.order !== null || book.voiding || this.#paying > 0) return;
    book.editing = true;
    const voided = await this.#within((payments) => payments.void(this.#settings.reference));
    book.editing = false;
    // It may be on its way to being void: whoever asked for that goes on until it is proven.
    if (voided?.kind !== "voided" && book.order === null) book.voiding = true;
    if (voided?.kind !== "voided" || book.order !== null) return;
    this.#settings.tally.hit("cart edited meanwhile");
    book.amount = money(book.amount.amountMinor + 500, book.amount.currency);
    const behaviour = this.#random.pick(["ok", "challenge"] as const);
    const outcome = await this.#press(this.#random.pick(providerNames), behaviour);
    if (outcome !== null) await this.#follow(outcome);
  }
}
