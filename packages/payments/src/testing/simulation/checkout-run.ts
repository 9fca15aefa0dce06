import { currency, money } from "@evertill/money";
import { type PaymentLog, silentLog } from "../../payment-log.ts";
import type { ShopperAction } from "../../payment-method.ts";
import type { Payments } from "../../payments.ts";
import { type ProviderName, providerNames } from "../../provider.ts";
import { defaultRoutingPolicy, type RoutingPolicy } from "../../routing/policy.ts";
import { type Random, seededRandom } from "../random.ts";
import { handInWebhook, waits } from "./hand-in-webhook.ts";
import { Ledger } from "./ledger.ts";
import { mortalPayments, somewhereToDie, type Stores } from "./mortal-payments.ts";
import { MortalProcess } from "./mortal-process.ts";
import type { Plant } from "./plants.ts";
import { type Process, Processes } from "./processes.ts";
import { instrumentOf, resultOf } from "./shopper-card.ts";
import { Reversals } from "./reversals.ts";
import { SimulatedProvider } from "./simulated-provider.ts";
import { type Challenged, SimulatedShopper } from "./simulated-shopper.ts";
import { SimulatedTill } from "./simulated-till.ts";
import type { Tally } from "./tally.ts";
import { VirtualTime } from "./virtual-time.ts";
import { Weather } from "./weather.ts";

export type RunSettings = {
  readonly seed: number;
  readonly reference: string;
  readonly stores: Stores;
  readonly tally: Tally;
  readonly plant: Plant;
  /** Hears each step, with the simulated time of day; for playing one run again. */
  readonly trace?: ((line: string) => void) | undefined;
};

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
/** How long the weather lasts, and how long afterwards everything must have come right. */
const stormMs = 8 * minuteMs;
const calmMs = 3 * 60 * minuteMs;
const adyenFirst: RoutingPolicy = {
  version: "adyen-first",
  rules: [{ name: "everywhere", when: {}, cards: ["adyen", "stripe"], paypal: true }],
};
/** One checkout: a shopper, a till, three providers, and processes that die, on a clock of its own. */
export class CheckoutRun {
  readonly time: VirtualTime;
  readonly ledger = new Ledger();
  readonly reversals: Reversals;
  readonly till: SimulatedTill;
  readonly #settings: RunSettings;
  readonly #policy: RoutingPolicy;
  readonly #random: Random;
  readonly #weather: Weather;
  readonly #providers: Readonly<Record<ProviderName, SimulatedProvider>>;
  readonly #postponed: (() => void)[] = [];
  readonly #processes: Processes;
  readonly #shopper: SimulatedShopper;
  #error: unknown = null;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    const { stores, seed, tally, reference } = settings;
    this.time = new VirtualTime(stores.isBusy);
    this.reversals = new Reversals(this.ledger, () => this.time.nowMs);
    this.#random = seededRandom(seed);
    const { time, ledger } = this;
    this.#beganMs = time.nowMs;
    const { favours } = settings.plant;
    const heldUpAt = this.#random.chance(0.1) ? "adyen" : null;
    const faultShare = this.#random.pick([0, 0.1, 0.25]);
    this.#weather = new Weather({
      random: this.#random,
      tally,
      now: () => time.nowMs,
      faultShare,
      favours,
      heldUpAt,
    });
    const world = {
      time,
      random: this.#random,
      weather: this.#weather,
      ledger,
      post: (name: ProviderName, body: string) => this.#carry(name, body),
      unanswered: (name: ProviderName) => this.reversals.unanswered(name),
      holdUpMs: (name: ProviderName, operation: string) => this.#weather.holdUpMs(name, operation),
    };
    const made = providerNames.map((name) => [name, new SimulatedProvider(name, world)]);
    this.#providers = Object.fromEntries(made) as Record<ProviderName, SimulatedProvider>;
    const amount = money(1_000 + Math.floor(this.#random.next() * 90_000), currency("EUR"));
    this.#policy = heldUpAt === "adyen" || this.#random.chance(0.4) ? adyenFirst : defaultRoutingPolicy;
    const refundMinor = this.#random.chance(0.35) ? Math.ceil(amount.amountMinor * this.#random.next()) : 0;
    this.till = new SimulatedTill(SimulatedTill.opened(reference, amount, refundMinor), this.#random, {
      tally,
      plant: settings.plant,
      // What straggled in is on its way back, and no reason to keep the goods.
      isMoneyHeld: () => ledger.held(reference).some(({ isStraggler }) => !isStraggler),
    });
    this.#processes = new Processes(this.#random, () => this.#start());
    const { till } = this;
    const banks = { instrument: instrumentOf, challenge: (asked: Challenged) => this.#challenge(asked) };
    const parts = { time, random: this.#random, tally, till, banks, processes: this.#processes };
    this.#shopper = new SimulatedShopper(parts);
  }

  get seen() {
    return this.#shopper.seen;
  }

  /** Until everything has come to rest; rejects when our own code threw. */
  async play(): Promise<void> {
    const beganMs = this.#beganMs;
    this.#weather.brew(beganMs + stormMs);
    this.#processes.start(2);
    this.#loop(15 * secondMs, (payments) => payments.sweep());
    this.#loop(5 * secondMs, (payments) => this.till.work(payments));
    this.#detached(this.#shopper.shop());
    await this.time.run(beganMs + stormMs, () => this.#error !== null);
    this.#weather.calm = true;
    this.till.calm = true;
    // What providers could not deliver they deliver now; Adyen's queue tries for days.
    for (const deliver of this.#postponed.splice(0)) this.time.after(this.#random.next() * minuteMs, deliver);
    await this.time.run(beganMs + stormMs + calmMs, () => this.#error !== null || this.#isAtRest());
    if (this.#error !== null) throw this.#error;
    this.#processes.start(1);
  }

  /** The attempts of which a person was told that their money came late. */
  async alerted(): Promise<readonly string[]> {
    const tasks = await this.#settings.stores.tasks();
    return tasks.filter(({ kind }) => kind === "late-success-reversed").map(({ subject }) => subject);
  }

  status() {
    return this.#processes.any().payments.statusOf(this.#settings.reference);
  }

  #isAtRest(): boolean {
    return this.#shopper.hasLeft && this.time.nowMs > this.#restsFromMs && this.#quiet;
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
    const attempts: Stores["attempts"] = (time) => this.reversals.watching(stores.attempts(time));
    return mortalPayments(mortal, {
      stores: { ...stores, attempts },
      plant,
      clock,
      providers: this.#providers,
      listener: this.till,
      routingPolicy: this.#policy,
      log: this.#log(),
    });
  }

  #log(): PaymentLog {
    const { trace } = this.#settings;
    if (!trace) return silentLog;
    const told = (details: object, message: string) =>
      trace(`${new Date(this.time.nowMs).toISOString().slice(11, 23)} ${message} ${JSON.stringify(details)}`);
    return { info: told, warn: told, error: told };
  }

  /** Seldom enough that a run ends. */
  #crashPlan() {
    if (this.#weather.calm || this.#processes.crashes >= 2 || !this.#random.chance(0.7)) return null;
    return somewhereToDie(this.#random);
  }

  #loop(everyMs: number, turn: (payments: Payments) => Promise<unknown>): void {
    const again = async (): Promise<void> => {
      await this.#processes.within(turn);
      if (this.time.nowMs > this.#restsFromMs) this.#quiet = await this.#isQuiet();
      this.time.after(everyMs * this.#pace(), () => this.#detached(again()));
    };
    this.time.after(this.#random.next() * everyMs, () => this.#detached(again()));
  }

  /** Where nothing is at stake, turns are saved. */
  #pace(): number {
    const isAwaited = this.time.nowMs < this.#weather.arrivedMs + 5 * minuteMs;
    if (!this.#weather.calm || isAwaited || this.reversals.isWaiting) return 1;
    return this.time.nowMs > this.#restsFromMs ? 20 : 4;
  }

  async #isQuiet(): Promise<boolean> {
    if (this.till.hasWork) return false;
    const status = await this.#processes.within((payments) => payments.statusOf(this.#settings.reference));
    const kind = status?.outcome?.kind;
    return status !== null && kind !== "unknown" && kind !== "requires-action";
  }

  #detached(work: Promise<unknown>): void {
    work.catch(waits).catch((error: unknown) => {
      this.#error ??= error;
    });
  }

  /** What a bank asks is answered at the stand-in itself. */
  #challenge({ attemptId, action }: Challenged) {
    const reference = referenceOf(action, attemptId);
    const entry = this.ledger.entries.findLast(({ providerReference }) => providerReference === reference);
    if (entry === undefined) return null;
    return {
      answer: async () => {
        this.#providers[action.provider].act(reference);
        return resultOf(action);
      },
    };
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
    const parts = { processes: this.#processes, random: this.#random };
    const { answer, applied } = await handInWebhook({ provider, rawBody, headers: {} }, parts);
    // Not answered with 200: it comes again.
    if (answer === "lost")
      return this.time.after(30 * secondMs, () => this.#detached(this.#deliver(provider, rawBody)));
    await applied;
  }
}

function referenceOf(action: ShopperAction, attemptId: string): string {
  switch (action.provider) {
    case "stripe":
      return action.clientSecret;
    case "adyen":
      return attemptId;
    case "paypal":
      return action.orderId;
  }
}
