import type { Database } from "@evertill/database";
import { currency, money } from "@evertill/money";
import type { AttemptStore } from "../../../attempt-store.ts";
import { silentLog } from "../../../payment-log.ts";
import type { PaymentNews, Payments } from "../../../payments.ts";
import type { PaymentProvider, ProviderName } from "../../../provider.ts";
import { defaultRoutingPolicy } from "../../../routing/policy.ts";
import { type Random, seededRandom } from "../../random.ts";
import { handInWebhook, waits } from "../hand-in-webhook.ts";
import { HastenedTime } from "../hastened-time.ts";
import { mortalPayments, somewhereToDie, type Stores } from "../mortal-payments.ts";
import { MortalProcess } from "../mortal-process.ts";
import { sound } from "../plants.ts";
import { postgresStores } from "../postgres-stores.ts";
import { type Process, Processes } from "../processes.ts";
import type { FoundBreach, SimulationReport } from "../simulate.ts";
import { SimulatedShopper } from "../simulated-shopper.ts";
import { SimulatedTill } from "../simulated-till.ts";
import { Tally } from "../tally.ts";
import { DoubleWatch } from "./double-watch.ts";
import { judgeByBooks } from "./judge-by-books.ts";
import { adaptersOf, booksOf, liveOf, type StandIns, startStandIns } from "./stand-ins.ts";
import { standInBanks } from "./stand-in-banks.ts";
import { WebhookDoor } from "./webhook-door.ts";
import { everySpellMs, WireWeather } from "./wire-weather.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
/** The adapters' usual eight seconds, hastened like everything else. */
const timeoutMs = 800;
const stormRate = 10;
/** Nobody waits for a deadline any more. */
const calmRate = 40;
/** More than these would only wait for each other. */
const shoppersAtOnce = 24;
const processes = 6;
const stormLeastMs = Math.max(4 * minuteMs, everySpellMs * stormRate);
/** Longer than whatever the stand-ins have still to tell, on the wall. */
const restMs = 12 * secondMs;
const restWithinMs = 5 * minuteMs;
const doorEveryMs = 15 * secondMs;

type Checkout = {
  readonly number: number;
  readonly till: SimulatedTill;
  readonly shopper: SimulatedShopper;
  readonly refundMinor: number;
  isAtRest: boolean;
};

/** The wire report: cells and counts as the simulation in process has them. */
export type WireReport = SimulationReport & { readonly crashes: number; readonly missing: readonly string[] };

/**
 * Checkouts of chance at one shop on a real Postgres, through the three real SDKs, over HTTP, against the stand-ins with
 * their faults switched on. The shop's clock runs fast, so that a shopper's half hour does not last one; a request takes
 * as long as it takes. What happens at the same moment is the machine's affair: a seed gives the same shoppers, not the
 * same run.
 */
export async function shopOverHttp({
  database,
  checkouts,
  seed,
}: {
  readonly database: Database;
  readonly checkouts: number;
  readonly seed: number;
}): Promise<WireReport> {
  const door = new WebhookDoor();
  await door.open();
  const standIns = await startStandIns(door.url);
  const shop = new Shop({ standIns, stores: await postgresStores(database), seed, door });
  try {
    await shop.play(checkouts);
    return await shop.report();
  } finally {
    shop.close();
    await door.close();
    for (const standIn of Object.values(standIns)) await standIn.stop();
  }
}

class Shop {
  readonly #standIns: StandIns;
  readonly #stores: Stores;
  readonly #adapters: Readonly<Record<ProviderName, PaymentProvider>>;
  readonly #store: AttemptStore;
  readonly #door: WebhookDoor;
  readonly #random: Random;
  readonly #time = new HastenedTime(stormRate);
  readonly #tally = new Tally();
  readonly #processes: Processes;
  readonly #checkouts = new Map<string, Checkout>();
  readonly #working = new Set<string>();
  readonly #weather: WireWeather;
  readonly #watch: DoubleWatch;
  readonly #errors: FoundBreach[] = [];
  #isCalm = false;
  #isOver = false;

  constructor(parts: {
    readonly standIns: StandIns;
    readonly stores: Stores;
    readonly seed: number;
    readonly door: WebhookDoor;
  }) {
    const { standIns, stores, seed, door } = parts;
    this.#standIns = standIns;
    this.#stores = stores;
    this.#door = door;
    this.#adapters = adaptersOf(standIns, timeoutMs);
    this.#store = stores.attempts({ now: () => new Date(this.#time.nowMs) });
    this.#random = seededRandom(seed);
    this.#processes = new Processes(this.#random, () => this.#start());
    this.#weather = new WireWeather({ standIns, random: this.#random, tally: this.#tally });
    this.#watch = new DoubleWatch(standIns);
    door.takes = async (letter) => {
      const parts = { processes: this.#processes, random: this.#random };
      const { answer, applied } = await handInWebhook(letter, parts);
      this.#detached(applied);
      return answer;
    };
  }

  /** A storm while shoppers come, then calm until everything has come to rest. */
  async play(checkouts: number): Promise<void> {
    this.#processes.start(processes);
    this.#watch.begin();
    this.#weather.begin();
    this.#loop(15 * secondMs, () => this.#processes.within((payments) => payments.sweep()));
    this.#loop(2 * secondMs, async () => this.#workAtTills());
    const shutDoor = setInterval(() => (this.#door.isShut = this.#random.chance(0.3)), doorEveryMs / 3);
    await Promise.all([this.#serve(checkouts), this.#time.sleep(stormLeastMs)]);
    clearInterval(shutDoor);
    await this.#weather.end();
    this.#isCalm = true;
    this.#door.isShut = false;
    for (const { till } of this.#checkouts.values()) till.calm = true;
    this.#time.hasten(calmRate);
    await this.#rest();
    this.#isOver = true;
    await this.#watch.end();
  }

  async report(): Promise<WireReport> {
    const books = await booksOf(this.#standIns);
    const payments = this.#start().payments;
    const breaches = [...this.#errors];
    for (const reference of this.#watch.doubles) {
      const { number: seed = -1 } = this.#checkouts.get(reference) ?? {};
      breaches.push({ seed, breach: "double charge", detail: "for a while" });
    }
    for (const [reference, { number: seed, till, refundMinor, isAtRest }] of this.#checkouts) {
      const { book } = till;
      const status = await payments.statusOf(reference);
      const ordered = book.order === null ? null : await this.#store.find(book.order.attemptId);
      const orderedAt = ordered?.provider ?? null;
      const rows = books.get(reference) ?? [];
      const found = judgeByBooks({ book, rows, status, orderedAt, refundMinor });
      breaches.push(...found.map((one) => ({ seed, ...one })));
      if (!isAtRest) breaches.push({ seed, breach: "unsettled", detail: JSON.stringify({ book, status }) });
    }
    const all = [...this.#checkouts.values()];
    const paid = all.filter(({ till }) => till.book.order !== null && till.book.order.state !== "cancelled");
    return {
      runs: all.length,
      paid: paid.length,
      refused: all.length - paid.length,
      settledAfterUnknown: all.filter(({ shopper }) => shopper.seen.unknowns > 0).length,
      failovers: all.reduce((sum, { shopper }) => sum + shopper.seen.failovers, 0),
      breaches,
      reversalsMs: null,
      tally: this.#tally,
      crashes: this.#processes.crashes,
      missing: this.#tally.missing(WireWeather.requiredCells()),
    };
  }

  close(): void {
    this.#isOver = true;
    this.#time.stop();
  }

  #start(): Process {
    const random = this.#random;
    const plan = this.#isCalm ? null : somewhereToDie(random);
    const mortal = new MortalProcess(plan, this.#tally, () => null);
    const skewMs = random.chance(0.2) ? (random.next() - 0.5) * 2 * minuteMs : 0;
    return mortalPayments(mortal, {
      stores: this.#stores,
      providers: this.#adapters,
      listener: { paymentChanged: (news: PaymentNews) => this.#tellTill(news) },
      routingPolicy: defaultRoutingPolicy,
      clock: { now: () => new Date(this.#time.nowMs + skewMs) },
      log: silentLog,
    });
  }

  async #tellTill(news: PaymentNews): Promise<void> {
    await this.#checkouts.get(news.reference)?.till.paymentChanged(news);
  }

  /** So many shoppers at once, each followed by the next. */
  async #serve(checkouts: number): Promise<void> {
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < checkouts) {
        next += 1;
        await this.#arrive(next - 1);
      }
    };
    await Promise.all(Array.from({ length: shoppersAtOnce }, lane));
  }

  async #arrive(number: number): Promise<void> {
    const random = this.#random;
    const reference = `checkout-${number}`;
    const amount = money(1_000 + Math.floor(random.next() * 90_000), currency("EUR"));
    const refundMinor = random.chance(0.35) ? Math.ceil(amount.amountMinor * random.next()) : 0;
    const parts = {
      tally: this.#tally,
      plant: sound,
      isMoneyHeld: async () => liveOf((await booksOf(this.#standIns)).get(reference)) > 0,
    };
    const till = new SimulatedTill(SimulatedTill.opened(reference, amount, refundMinor), random, parts);
    till.calm = this.#isCalm;
    const shopper = new SimulatedShopper({
      time: this.#time,
      random,
      tally: this.#tally,
      till,
      processes: this.#processes,
      banks: standInBanks(this.#standIns),
    });
    this.#checkouts.set(reference, { number, till, shopper, refundMinor, isAtRest: false });
    await shopper.shop().catch((error: unknown) => this.#note(error));
  }

  #workAtTills(): void {
    for (const [reference, { till }] of this.#checkouts) {
      if (!till.hasWork || this.#working.has(reference)) continue;
      this.#working.add(reference);
      const turn = this.#processes.within((payments: Payments) => till.work(payments));
      this.#detached(turn.finally(() => this.#working.delete(reference)));
    }
  }

  #loop(everyMs: number, turn: () => Promise<unknown>): void {
    const again = async (): Promise<void> => {
      if (this.#isOver) return;
      await turn();
      this.#time.after(everyMs * (this.#isCalm ? 4 : 1), () => this.#detached(again()));
    };
    this.#detached(again());
  }

  /** Two looks in which nothing is left to do, with the longest silence of the stand-ins between them. */
  async #rest(): Promise<void> {
    const until = performance.now() + restWithinMs;
    for (let quiet = 0; quiet < 2 && performance.now() < until;) {
      quiet = (await this.#isQuiet()) ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, quiet === 1 ? restMs : secondMs));
    }
  }

  async #isQuiet(): Promise<boolean> {
    for (const [reference, checkout] of this.#checkouts) {
      checkout.isAtRest = await this.#isAtRest(reference, checkout);
    }
    const all = [...this.#checkouts.values()].every(({ isAtRest }) => isAtRest);
    const toReverse = await this.#store.findToReverse(1);
    const events = await this.#store.findUnappliedEvents(new Date(this.#time.nowMs), 1);
    return all && toReverse.length === 0 && events.length === 0;
  }

  /** Ordered and paid, or let go; and nothing of it is unknown. */
  async #isAtRest(reference: string, { till, shopper }: Checkout): Promise<boolean> {
    const { order, reserved } = till.book;
    const isDecided = (order !== null && order.state !== "cancelled") || !reserved;
    if (!shopper.hasLeft || till.hasWork || !isDecided) return false;
    const outcome = await this.#store.findNewest(reference);
    return outcome === null || !["sent", "unknown", "requires_action", "created"].includes(outcome.state);
  }

  #detached(work: Promise<unknown>): void {
    work.catch(waits).catch((error: unknown) => this.#note(error));
  }

  /** What our own code threw is a breach like any other. */
  #note(error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#errors.push({ seed: -1, breach: "error", detail });
  }
}
