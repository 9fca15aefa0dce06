import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentsOver } from "./create-payments.ts";
import { paymentsMigrations } from "./migrations.ts";
import type { PaymentNews, Payments } from "./payments.ts";
import type { PaymentProvider } from "./provider.ts";
import { createPostgresAttemptStore } from "./stores/postgres-attempt-store.ts";
import { Crash, crashing } from "./testing/crashing.ts";
import { MemoryHealthStore } from "./testing/memory-health-store.ts";
import { MemoryRoutingStore } from "./testing/memory-routing-store.ts";
import { type Random, seededRandom } from "./testing/random.ts";
import { type Fault, StandInProvider } from "./testing/stand-in-provider.ts";

const runs = Number(process.env["PAYMENT_SIMULATION_RUNS"] ?? 40);
const seed = Number(process.env["PAYMENT_SIMULATION_SEED"] ?? 1);
const faults: Fault[] = ["not-sent", "answer-lost", "request-lost", "late", "in-progress", "refused"];
/** Checkouts that are simulated side by side, each lane on a database of its own: a sweep reads whatever is due in its own. */
const lanesMax = 4;
const amount = money(4900, currency("EUR"));

type Lane = {
  readonly fresh: Awaited<ReturnType<typeof freshDatabase>>;
  /** How often a fault struck each operation in the simulation under way. */
  readonly strikes: Map<string, number>;
};

const lanes: Lane[] = [];
beforeAll(async () => {
  for (let lane = 0; lane < lanesMax; lane += 1) {
    lanes.push({ fresh: await freshDatabase([paymentsMigrations]), strikes: new Map() });
  }
}, 60_000);
afterAll(async () => {
  for (const { fresh } of lanes) await fresh.drop();
});

/** A fault of ours, planted to see whether it is found: methods that replace the provider's. */
type Plant = (provider: StandInProvider) => Partial<PaymentProvider>;

/** One checkout, one provider, one process that keeps dying. */
class World {
  readonly reference: string;
  readonly random: Random;
  readonly provider: StandInProvider;
  readonly payments: Payments;
  readonly heard: PaymentNews[] = [];
  nowMs = Date.UTC(2026, 10, 21);
  storming = true;
  captureWanted = false;
  tokens = 0;
  lastToken = "";

  readonly plant: Plant;
  readonly lane: Lane;

  constructor(runSeed: number, plant: Plant, name: string, lane: Lane) {
    this.plant = plant;
    this.lane = lane;
    this.reference = `checkout-${name}-${runSeed}`;
    this.random = seededRandom(runSeed);
    this.provider = new StandInProvider((operation) => this.#fault(operation));
    const clock = { now: () => new Date(this.nowMs) };
    const store = createPostgresAttemptStore(lane.fresh.database, clock);
    const crashProbability = () => (this.storming ? 0.03 : 0);
    this.payments = paymentsOver({
      store: crashing(store, this.random, crashProbability),
      healthStore: new MemoryHealthStore(),
      routingStore: new MemoryRoutingStore(),
      providers: { stripe: this.#crashingProvider(crashProbability) },
      clock,
      listener: { paymentChanged: async (news) => this.#hear(news) },
    });
  }

  #crashingProvider(probability: () => number): StandInProvider {
    const { provider, random } = this;
    const wrapped = crashing(provider, random, probability);
    const planted = this.plant(provider);
    return new Proxy(wrapped, {
      get: (target, name) => {
        if (name in planted) return Reflect.get(planted, name);
        // These two are answered without awaiting anything.
        return name === "refusesAmount" || name === "parseWebhook"
          ? (Reflect.get(provider, name) as () => unknown).bind(provider)
          : Reflect.get(target, name);
      },
    });
  }

  #fault(operation: string): Fault {
    if (!this.storming || !this.random.chance(0.35)) return "none";
    // In turn, so that a short run meets each of them at each operation.
    const { strikes } = this.lane;
    const struck = strikes.get(operation) ?? 0;
    strikes.set(operation, struck + 1);
    return faults[struck % faults.length] ?? "none";
  }

  #hear(news: PaymentNews): void {
    if (this.storming && this.random.chance(0.1)) throw new Crash("in the listener");
    this.heard.push(news);
  }

  async step(): Promise<void> {
    const { random } = this;
    const action = random.pick([
      () => this.pay(),
      () => Promise.all([this.pay(), this.pay()]),
      () => Promise.all([this.pay(), this.quietly(() => this.payments.void(this.reference))]),
      () => this.quietly(() => this.payments.continuePayment(this.reference)),
      () => this.quietly(() => this.payments.void(this.reference)),
      () => this.capture(),
      () => this.webhook(),
      () => this.sweep(),
      () => this.challenge(),
      async () => this.provider.deliverLate(),
    ]);
    await action();
  }

  async pay(): Promise<void> {
    const { random } = this;
    if (this.lastToken === "" || random.chance(0.7)) {
      this.tokens += 1;
      this.lastToken = `${random.pick(["ctoken_ok", "ctoken_ok", "ctoken_decline", "ctoken_challenge"])}_${this.tokens}`;
    }
    const instrument = { provider: "stripe" as const, confirmationToken: this.lastToken };
    await this.quietly(() =>
      this.payments.pay({
        reference: this.reference,
        amount,
        instrument,
        returnUrl: "http://localhost:3000/checkout",
        description: "simulated",
        email: "shopper@example.com",
        delivery: null,
      }),
    );
  }

  async capture(): Promise<void> {
    this.captureWanted = true;
    await this.quietly(() => this.payments.capture(this.reference));
  }

  async webhook(): Promise<void> {
    const known = [...this.provider.payments.keys()];
    if (known.length === 0) return;
    const rawBody = JSON.stringify({
      id: `evt_${this.reference}_${this.random.next()}`,
      payment: this.random.pick(known),
    });
    await this.quietly(async () => {
      const received = await this.payments.receiveProviderEvent({ provider: "stripe", rawBody, headers: {} });
      if (received.kind !== "stored" || this.random.chance(0.3)) return;
      const [eventId = ""] = received.eventIds;
      await Promise.all([
        this.payments.applyProviderEvent(eventId),
        this.payments.applyProviderEvent(eventId),
      ]);
    });
  }

  async challenge(): Promise<void> {
    for (const { id, status } of this.provider.payments.values()) {
      if (status === "challenge") this.provider.answerChallenge(id, this.random.chance(0.7));
    }
  }

  async sweep(): Promise<void> {
    this.nowMs += this.random.pick([5_000, 40_000, 300_000, 4_000_000]);
    await this.quietly(() => this.payments.sweep());
  }

  /** A crash ends one call, nothing more; any other error is ours. */
  async quietly(call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
    } catch (error) {
      const expected = error instanceof Error && ["Crash", "ProviderSilent"].includes(error.name);
      if (!expected) throw error;
    }
  }

  async calm(): Promise<void> {
    this.storming = false;
    this.provider.deliverLate();
    for (let round = 0; round < 12; round += 1) {
      this.nowMs += 4_000_000;
      await this.payments.sweep();
      // Its job runs until it succeeds.
      if (this.captureWanted) await this.payments.capture(this.reference);
    }
  }
}

/** Rejects at the first run in which money and books disagree. Run n is in lane n mod {@link lanesMax}, in order, so that a seed repeats it. */
async function simulate(count: number, plant: Plant, name: string): Promise<void> {
  const broken = new AbortController();
  const ended = await Promise.allSettled(
    lanes.map(async (lane, first) => {
      lane.strikes.clear();
      for (let run = first; run < count && !broken.signal.aborted; run += lanes.length) {
        await simulateOne(run, plant, name, lane).catch((error: unknown) => {
          broken.abort();
          throw error;
        });
      }
    }),
  );
  for (const result of ended) if (result.status === "rejected") throw result.reason;
}

async function simulateOne(run: number, plant: Plant, name: string, lane: Lane): Promise<void> {
  const runSeed = seed * 1_000_000 + run;
  const world = new World(runSeed, plant, name, lane);
  try {
    for (let steps = 0; steps < 12; steps += 1) {
      await world.step();
      assertAtMostOneIsBelieved(world);
    }
    await world.calm();
    await assertBooksAgree(world);
  } catch (error) {
    throw new Error(`Broken by PAYMENT_SIMULATION_SEED=${seed}, run ${run} (${runSeed})`, { cause: error });
  }
}

/** How often a fault struck an operation, over all lanes. */
function strikesOf(operation: string): number {
  return lanes.reduce((sum, { strikes }) => sum + (strikes.get(operation) ?? 0), 0);
}

test(
  `${runs} checkouts through faults, duplicates and crashes are never charged twice and never lost (seed ${seed})`,
  async () => {
    await simulate(runs, () => ({}), "sound");
    // A fault that never struck proves nothing.
    for (const operation of ["create", "confirm", "retrieve", "cancel"]) {
      expect(strikesOf(operation), `faults that struck ${operation}`).toBeGreaterThanOrEqual(faults.length);
    }
  },
  60_000 + runs * 1_000,
);

const plants: Readonly<Record<string, Plant>> = {
  "a fence that closes nothing": () => ({
    fence: () => Promise.resolve({ kind: "answered", answer: { kind: "canceled" } }),
  }),
  "a reading that takes an authorisation for a cancellation": (provider) => ({
    retrieve: async (reference) => {
      const call = await provider.retrieve(reference);
      const isMisread = call.kind === "answered" && call.answer.kind === "authorized";
      return isMisread ? { kind: "answered", answer: { kind: "canceled" } } : call;
    },
  }),
};

test.each(Object.entries(plants))(
  "the simulation can fail: it finds %s",
  async (name, plant) => {
    await expect(simulate(300, plant, name)).rejects.toMatchObject({ cause: { name: "AssertionError" } });
  },
  120_000,
);

function assertAtMostOneIsBelieved({ heard }: World): void {
  const authorized = new Set(
    heard.filter(({ kind }) => kind === "authorized").map(({ attemptId }) => attemptId),
  );
  for (const { kind, attemptId } of heard)
    if (kind === "voided" || kind === "expired") authorized.delete(attemptId);
  expect(authorized.size).toBeLessThanOrEqual(1);
}

/** The provider's own books decide, not our rows. */
async function assertBooksAgree(world: World): Promise<void> {
  const charges = world.provider.liveCharges(world.reference);
  expect(charges.length, "live charges").toBeLessThanOrEqual(1);
  const status = await world.payments.statusOf(world.reference);
  const held = charges[0];
  expect(status.outcome?.kind === "authorized" || status.captured !== null).toBe(held !== undefined);
  expect(status.captured !== null).toBe(held?.status === "captured");
  expect(status.outcome?.kind).not.toBe("unknown");
  const heardOfIt = world.heard.some(({ kind }) => kind === "authorized");
  expect(held === undefined || heardOfIt, "the listener heard of the money").toBe(true);
}
