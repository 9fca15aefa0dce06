import { currency, money } from "@evertill/money";
import { beforeEach, expect, test } from "vitest";
import { paymentsOver } from "./create-payments.ts";
import { declineFor } from "./declines/decline-for.ts";
import { type CountedApprovals, noTraits } from "./health/traits.ts";
import type { CardSummary } from "./outcome.ts";
import type { PayCommand, PaymentNews, Payments } from "./payments.ts";
import {
  type Facts,
  type PaymentProvider,
  type ProviderName,
  providerNames,
  type Reading,
} from "./provider.ts";
import { MemoryAttempts, MemoryAttemptStore } from "./testing/memory-attempt-store.ts";
import { MemoryHealthStore } from "./testing/memory-health-store.ts";
import { MemoryRefundStore } from "./testing/memory-refund-store.ts";
import { MemoryRoutingStore } from "./testing/memory-routing-store.ts";
import { seededRandom } from "./testing/random.ts";
import { Ledger } from "./testing/simulation/ledger.ts";
import { type Behaviour, instrumentOf } from "./testing/simulation/shopper-card.ts";
import { SimulatedProvider } from "./testing/simulation/simulated-provider.ts";
import type { WireFault } from "./testing/simulation/tally.ts";
import { VirtualTime } from "./testing/simulation/virtual-time.ts";

const reference = "checkout-1";
const amount = money(4_900, currency("EUR"));
const minuteMs = 60_000;

let time: VirtualTime;
let ledger: Ledger;
let data: MemoryAttempts;
let routingStore: MemoryRoutingStore;
let faults: Map<string, WireFault[]>;
let posted: { readonly provider: ProviderName; readonly rawBody: string }[];
let heard: PaymentNews[];
let asked: string[];
let providers: Record<ProviderName, SimulatedProvider>;
let payments: Payments;
let cards: number;

beforeEach(() => {
  time = new VirtualTime();
  ledger = new Ledger();
  data = new MemoryAttempts();
  routingStore = new MemoryRoutingStore();
  faults = new Map();
  posted = [];
  heard = [];
  asked = [];
  cards = 0;
  const weather = {
    wire: (provider: ProviderName, operation: string) => {
      asked.push(`${provider}.${operation}`);
      return faults.get(`${provider}.${operation}`)?.shift() ?? "none";
    },
  };
  const post = (provider: ProviderName, rawBody: string) => void posted.push({ provider, rawBody });
  const world = { time, ledger, weather, post, random: seededRandom(1) };
  const made = providerNames.map((name) => [name, new SimulatedProvider(name, world)]);
  providers = Object.fromEntries(made) as Record<ProviderName, SimulatedProvider>;
  payments = over(providers);
});

function over(
  some: Partial<Record<ProviderName, PaymentProvider>>,
  healthStore = new MemoryHealthStore(),
): Payments {
  const clock = { now: () => new Date(time.nowMs) };
  return paymentsOver({
    store: new MemoryAttemptStore(data, clock),
    refundStore: new MemoryRefundStore(data, clock),
    healthStore,
    routingStore,
    providers: some,
    clock,
    listener: { paymentChanged: async (news) => void heard.push(news) },
  });
}

/** Lets time pass until it is done. */
async function eventually<Answer>(work: Promise<Answer>): Promise<Answer> {
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  await time.run(Infinity, () => done);
  return ended;
}

const nowhere: PayCommand["delivery"] = null;
const berlin = { name: "Ada", line1: "Unter den Linden 1", city: "Berlin", country: "DE" };

function pay(provider: ProviderName, behaviour: Behaviour, by = payments, delivery = nowhere) {
  cards += 1;
  return eventually(
    by.pay({
      reference,
      amount,
      instrument: instrumentOf(provider, behaviour, cards),
      returnUrl: "http://localhost:3000/checkout",
      description: "test",
      email: "shopper@example.com",
      delivery,
      languageTag: "de-DE",
    }),
  );
}

const befall = (call: string, ...next: WireFault[]) => void faults.set(call, next);
const later = (milliseconds: number) => eventually(time.sleep(milliseconds));

async function deliver(which = posted.splice(0)): Promise<void> {
  for (const { provider, rawBody } of which) {
    const received = await payments.receiveProviderEvent({ provider, rawBody, headers: {} });
    if (received.kind !== "stored") continue;
    for (const id of received.eventIds) await eventually(payments.applyProviderEvent(id));
  }
}

test("a provider that is not reached is no decline: another method is wanted, and pays once", async () => {
  befall("stripe.prepare", "not-sent", "not-sent");
  expect(await pay("stripe", "ok")).toMatchObject({ kind: "another-method-wanted", provider: "stripe" });
  const offered = await payments.offeredMethods({ reference, amount, locale: "de-de", without: ["stripe"] });
  expect(offered).toMatchObject({ cards: ["adyen"], paypal: true });
  expect(await pay("adyen", "ok")).toMatchObject({ kind: "authorized" });
  expect(ledger.held(reference)).toHaveLength(1);
  expect(heard.map(({ kind }) => kind)).toEqual(["another-method-wanted", "authorized"]);
});

test("a provider that refuses the request is closed there before another is wanted", async () => {
  befall("stripe.authorize", "429");
  expect(await pay("stripe", "ok")).toMatchObject({ kind: "another-method-wanted" });
  expect(ledger.entries.map(({ status }) => status)).toEqual(["canceled"]);
});

test("where nobody else can take it, it is a plain `try again later`", async () => {
  befall("stripe.prepare", "not-sent", "not-sent");
  expect(await pay("stripe", "ok", over({ stripe: providers.stripe }))).toMatchObject({
    kind: "declined",
    decline: { class: "transient", shopperMessage: "try-again-later" },
  });
});

test("a request that was lost is fenced before another method is wanted, and its late arrival takes nothing", async () => {
  befall("stripe.authorize", "slow");
  const outcome = await pay("stripe", "ok");
  expect(["another-method-wanted", "authorized"]).toContain(outcome.kind);
  await later(minuteMs);
  expect(ledger.held(reference)).toHaveLength(outcome.kind === "authorized" ? 1 : 0);
});

test("a provider that is silent may have been paid: unknown, and nobody else is asked", async () => {
  befall("stripe.authorize", "accept-then-hang");
  befall("stripe.retrieve", ...Array<WireFault>(9).fill("request-lost"));
  expect(await pay("stripe", "ok")).toMatchObject({ kind: "unknown" });
  expect(ledger.entries.map(({ status }) => status)).toEqual(["authorized"]);
  befall("stripe.retrieve");
  expect(await eventually(payments.continuePayment(reference))).toMatchObject({ kind: "authorized" });
});

test("whoever pays anew while it is unknown is asked nowhere until the first is proven closed", async () => {
  befall("stripe.authorize", "accept-then-hang");
  befall("stripe.retrieve", ...Array<WireFault>(9).fill("request-lost"));
  befall("stripe.fence", "request-lost");
  await pay("stripe", "ok");
  expect(await pay("adyen", "ok")).toMatchObject({ kind: "unknown" });
  expect(ledger.entries).toHaveLength(1);
  expect(await pay("adyen", "ok")).toMatchObject({ kind: "authorized" });
  expect(ledger.doubles).toEqual([]);
  expect(ledger.held(reference).map(({ provider }) => provider)).toEqual(["adyen"]);
});

test("a provider that is down is not even tried, and the decision is kept with its reasons", async () => {
  befall("stripe.prepare", ...Array<WireFault>(6).fill("not-sent"));
  for (let turn = 0; turn < 3; turn += 1) await pay("stripe", "ok");
  await later(2_000);
  asked = [];
  expect(await pay("stripe", "ok")).toMatchObject({ kind: "another-method-wanted" });
  expect(asked).toEqual([]);
  expect(await payments.providerHealth()).toMatchObject({
    stripe: { technical: "unable", because: expect.stringContaining("prepare: 5 calls in a row failed") },
    adyen: { technical: "able" },
  });
  await payments.offeredMethods({ reference, amount, locale: "de-de" });
  expect(routingStore.decisions.at(-1)?.decision).toMatchObject({ cards: ["adyen"], paypal: true });
  expect(routingStore.decisions.at(-1)?.decision.reasons).toContainEqual(
    expect.objectContaining({ provider: "stripe", verdict: "left-out" }),
  );
});

test.each(["stripe", "adyen"] as const)(
  "a soft decline at %s is stepped up once, with a new key",
  async (provider) => {
    expect(await pay(provider, "soft")).toMatchObject({ kind: "requires-action" });
    const keys = data.operations.filter(({ operation }) => operation === "confirm").map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(heard).toEqual([]);
  },
);

test("a step-up that is refused leaves the bank's no, and sends nobody elsewhere", async () => {
  befall("adyen.authorize", "none" as WireFault, "429");
  expect(await pay("adyen", "soft")).toMatchObject({
    kind: "declined",
    decline: { class: "authentication-required" },
  });
});

test("news of the first ask do not end the second", async () => {
  await pay("adyen", "soft");
  // The webhook of the decline that was stepped up comes late.
  await deliver();
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "requires-action" });
  const result = { provider: "adyen", details: { threeDSResult: "done" } } as const;
  expect(await eventually(payments.continuePayment(reference, result))).toMatchObject({ kind: "authorized" });
});

test("a hard decline is asked nowhere else and not again", async () => {
  expect(await pay("adyen", "hard")).toMatchObject({ kind: "declined" });
  expect(asked).toEqual(["adyen.authorize"]);
});

test("an approved order is asked for once, however often the page says so", async () => {
  const outcome = await pay("paypal", "ok");
  if (outcome.kind !== "requires-action" || outcome.action.provider !== "paypal")
    throw new Error(outcome.kind);
  const { orderId } = outcome.action;
  providers.paypal.act(orderId);
  const result = { provider: "paypal", orderId } as const;
  const answers = await eventually(
    Promise.all([1, 2, 3].map(() => payments.continuePayment(reference, result))),
  );
  expect(answers.map((answer) => answer?.kind)).toContain("authorized");
  expect(asked.filter((call) => call === "paypal.continueAction")).toHaveLength(1);
});

test("an approval whose browser died is finished by the webhook", async () => {
  const outcome = await pay("paypal", "ok");
  if (outcome.kind !== "requires-action" || outcome.action.provider !== "paypal")
    throw new Error(outcome.kind);
  providers.paypal.act(outcome.action.orderId);
  await deliver();
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "authorized" });
});

test("the result of another order answers nothing", async () => {
  await pay("paypal", "ok");
  const result = { provider: "paypal", orderId: "somebody-elses" } as const;
  expect(await eventually(payments.continuePayment(reference, result))).toMatchObject({
    kind: "requires-action",
  });
  expect(asked).not.toContain("paypal.continueAction");
});

test("what a provider only took note of is proven by its webhook: nothing is released before", async () => {
  await pay("adyen", "ok");
  expect(await eventually(payments.void(reference))).toEqual({ kind: "unknown" });
  await later(30_000);
  await deliver();
  expect(await eventually(payments.void(reference))).toEqual({ kind: "voided" });
  expect(ledger.held(reference)).toHaveLength(0);
});

test("an authorisation told of after its cancellation is old news: no alarm, nothing reversed", async () => {
  await pay("adyen", "ok");
  const authorisation = posted.splice(0);
  await eventually(payments.void(reference));
  await later(30_000);
  await deliver();
  await deliver(authorisation);
  expect(data.tasks).toEqual([]);
  expect((await payments.statusOf(reference)).canStillTakeMoney).toBe(false);
});

test("a request that never arrived where nothing can be read ends on the provider's signed word, after five minutes", async () => {
  befall("adyen.authorize", "request-lost", "request-lost");
  expect(await pay("adyen", "ok")).toMatchObject({ kind: "unknown" });
  for (let minutes = 0; minutes < 4; minutes += 1) {
    await later(minuteMs);
    await eventually(payments.sweep());
    await deliver();
  }
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "unknown" });
  for (let minutes = 0; minutes < 8; minutes += 1) {
    await later(minuteMs);
    await eventually(payments.sweep());
    await later(30_000);
    await deliver();
  }
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "another-method-wanted" });
});

test.each(providerNames)(
  "a success at %s that comes after its attempt ended is given back, with one alert",
  async (provider) => {
    await pay(provider, "decline");
    if (provider === "paypal") {
      const orderId = ledger.entries[0]?.providerReference ?? "";
      providers.paypal.act(orderId);
      await eventually(payments.continuePayment(reference, { provider, orderId }));
    }
    await deliver();
    const [late] = ledger.entries;
    if (!late) throw new Error("nothing was asked");
    late.status = "authorized";
    const heardOf = { kind: "authorized", amount, card: null };
    for (const turn of [1, 2, 3, 4, 5]) {
      const event = { eventId: `late-${turn}`, type: "late", providerReference: late.providerReference };
      const body = { ...event, heard: provider === "adyen" ? heardOf : null };
      await deliver([{ provider, rawBody: JSON.stringify(body) }]);
    }
    await later(30_000);
    await deliver();
    await eventually(payments.sweep());
    expect(ledger.held(reference)).toHaveLength(0);
    expect(data.tasks.map(({ kind }) => kind)).toEqual(["late-success-reversed"]);
    expect([...data.rows.values()].map(({ reversal }) => reversal)).toEqual(["done"]);
  },
);

test("an authorisation of what was told to take no money is announced to nobody", async () => {
  befall("adyen.authorize", "accept-then-hang", "request-lost");
  await pay("adyen", "ok");
  await eventually(payments.void(reference));
  await deliver(posted.filter(({ rawBody }) => rawBody.includes('"authorized"')));
  expect(heard).toEqual([]);
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "unknown" });
});

test("what a cancel found, told late, proves nothing of what came after it; one asked for late enough does", async () => {
  befall("adyen.authorize", "request-lost", "request-lost", "request-lost");
  await pay("adyen", "ok");
  const sweeping = async (milliseconds: number) => {
    await later(milliseconds);
    await eventually(payments.sweep());
    await later(30_000);
  };
  await sweeping(2 * 60_000);
  const early = posted.splice(0);
  expect(early).not.toEqual([]);
  await later(5 * 60_000);
  await deliver(early);
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "unknown" });
  await sweeping(0);
  await deliver();
  expect(await payments.statusOf(reference)).toMatchObject({ canStillTakeMoney: false });
});

test("a soft decline whose answer was lost is stepped up all the same, with a key of its own", async () => {
  befall("stripe.authorize", "accept-then-500");
  expect(await pay("stripe", "soft")).toMatchObject({ kind: "requires-action" });
  expect(asked.filter((call) => call === "stripe.authorize")).toHaveLength(2);
  providers.stripe.act(ledger.entries[0]?.providerReference ?? "");
  expect(await eventually(payments.continuePayment(reference))).toMatchObject({ kind: "authorized" });
  expect(ledger.held(reference)).toHaveLength(1);
});

test("a soft decline that is learnt too late to ask the bank again leaves the next try to the shopper", async () => {
  befall("stripe.authorize", "accept-then-hang");
  expect(await pay("stripe", "soft")).toMatchObject({ kind: "declined", decline: { mayRetry: true } });
  expect(asked.filter((call) => call === "stripe.authorize")).toHaveLength(1);
  expect(await pay("stripe", "soft")).toMatchObject({ kind: "requires-action" });
});

/** The same provider, which tells the card it was asked with. */
function telling(provider: SimulatedProvider, card: CardSummary): PaymentProvider {
  return answering(provider, (facts) =>
    ["authorized", "declined"].includes(facts.kind) ? ({ ...facts, card } as Facts) : facts,
  );
}

/** The same provider, whose bank declines with `code`. */
function declining(provider: SimulatedProvider, code: string, adviceCode?: string): PaymentProvider {
  const { name } = provider;
  return answering(provider, (facts) =>
    facts.kind === "declined"
      ? { ...facts, decline: declineFor({ provider: name, code, adviceCode }) }
      : facts,
  );
}

function answering(provider: SimulatedProvider, say: (facts: Facts) => Facts): PaymentProvider {
  const said = <Answer extends Reading>(call: Answer): Answer =>
    call.kind === "answered" ? { ...call, answer: say(call.answer) } : call;
  const answers: Partial<PaymentProvider> = {
    authorize: async (request) => said(await provider.authorize(request)),
    retrieve: async (request) => said(await provider.retrieve(request)),
  };
  return new Proxy<PaymentProvider>(provider, {
    get: (target, name) => {
      const value: unknown = Reflect.get(answers, name) ?? Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

/** What banks said at Stripe: nine in ten approved for days, and four in ten now. */
async function fallenAtStripe(alike: Partial<CountedApprovals>): Promise<MemoryHealthStore> {
  const store = new MemoryHealthStore();
  const counted = { provider: "stripe", ...noTraits, ...alike } as const;
  const now = new Date(time.nowMs);
  const yesterday = new Date(time.nowMs - 24 * 60 * minuteMs);
  await store.addApprovals([{ ...counted, asked: 1_000, approved: 900 }], yesterday);
  await store.addApprovals([{ ...counted, asked: 100, approved: 40 }], now);
  await later(minuteMs);
  return store;
}
const offered = async (by: Payments, billingCountry?: string) =>
  (await by.offeredMethods({ reference, amount, locale: "de-de", billingCountry })).cards;

test("a drop among the cards of a brand and country puts a provider last for such a card once it was tried, and for no other", async () => {
  const german = { brand: "visa", last4: "4242", issuerCountry: "DE" };
  const store = await fallenAtStripe({ brand: "visa", issuerCountry: "DE" });
  await store.addApprovals(
    [{ provider: "stripe", ...noTraits, asked: 9_000, approved: 8_150 }],
    new Date(time.nowMs),
  );
  await later(minuteMs);
  const by = over({ ...providers, stripe: telling(providers.stripe, german) }, store);
  expect(await offered(by)).toEqual(["stripe", "adyen"]);
  expect(await pay("stripe", "hard", by)).toMatchObject({ kind: "declined" });
  expect(await offered(by)).toEqual(["adyen", "stripe"]);
  expect(routingStore.decisions.at(-1)?.decision.reasons).toContainEqual({
    provider: "stripe",
    verdict: "offered-last",
    because: "its authorisation rate of visa cards issued in DE is below its usual",
  });
});

test("before a card is known, currency and the country that is billed decide whose rate is looked at", async () => {
  const by = over(providers, await fallenAtStripe({ currency: amount.currency, billingCountry: "DE" }));
  expect(await offered(by, "DE")).toEqual(["adyen", "stripe"]);
});

test("what banks decide is counted by card, currency and the country that is billed", async () => {
  const store = new MemoryHealthStore();
  const card = { brand: "visa", last4: "4242", issuerCountry: "FR" };
  const by = over({ stripe: telling(providers.stripe, card) }, store);
  expect(await pay("stripe", "ok", by, berlin)).toMatchObject({ kind: "authorized" });
  await later(minuteMs);
  await eventually(by.sweep());
  expect(await store.approvals(new Date(0), new Date(time.nowMs + 1))).toMatchObject([
    {
      provider: "stripe",
      brand: "visa",
      issuerCountry: "FR",
      billingCountry: "DE",
      currency: "EUR",
      asked: 1,
      approved: 1,
    },
  ]);
});

const mayGo = { stripe: "processing_error", adyen: "4" } as const;

test.each([
  ["stripe", "adyen"],
  ["adyen", "stripe"],
] as const)(
  "a no at %s that another may be asked about sends the shopper to %s, who pays once",
  async (first, other) => {
    const by = over({ ...providers, [first]: declining(providers[first], mayGo[first]) });
    expect(await pay(first, "decline", by)).toMatchObject({ kind: "another-method-wanted", provider: first });
    expect(await by.statusOf(reference)).toMatchObject({ canStillTakeMoney: false });
    expect(await pay(other, "ok", by)).toMatchObject({ kind: "authorized" });
    expect(heard.map(({ kind }) => kind)).toEqual(["another-method-wanted", "authorized"]);
    expect(ledger.held(reference)).toHaveLength(1);
  },
);

test("a payment is sent elsewhere once: the next no is told in plain words", async () => {
  const by = over({
    stripe: declining(providers.stripe, mayGo.stripe),
    adyen: declining(providers.adyen, mayGo.adyen),
  });
  expect(await pay("stripe", "decline", by)).toMatchObject({ kind: "another-method-wanted" });
  for (const provider of ["adyen", "stripe", "adyen"] as const)
    expect(await pay(provider, "decline", by)).toMatchObject({
      kind: "declined",
      decline: { mayGoElsewhere: true, goesElsewhere: false },
    });
});

test("whoever came from a provider that was unable is not sent back to it by a no", async () => {
  const by = over({ ...providers, adyen: declining(providers.adyen, mayGo.adyen) });
  befall("stripe.prepare", "not-sent", "not-sent");
  expect(await pay("stripe", "ok", by)).toMatchObject({ kind: "another-method-wanted" });
  expect(await pay("adyen", "decline", by)).toMatchObject({ kind: "declined" });
});

test.each([
  ["stripe", "generic_decline", undefined],
  ["stripe", "generic_decline", "try_again_later"],
  ["stripe", "stolen_card", undefined],
  ["stripe", "fraudulent", undefined],
  ["stripe", "insufficient_funds", undefined],
  ["stripe", "processing_error", "do_not_try_again"],
  ["stripe", "processing_error", "confirm_card_data"],
  ["adyen", "5", undefined],
  ["adyen", "20", undefined],
] as const)("a no at %s by %s, advice %s, goes nowhere", async (provider, code, advice) => {
  const by = over({ ...providers, [provider]: declining(providers[provider], code, advice) });
  expect(await pay(provider, "decline", by)).toMatchObject({ kind: "declined" });
  expect((await by.statusOf(reference)).outcome).toMatchObject({ kind: "declined" });
});

test("where no other card provider is composed, or the other is down, the no is told in plain words", async () => {
  const stripe = declining(providers.stripe, mayGo.stripe);
  const alone = over({ stripe, paypal: providers.paypal });
  expect(await pay("stripe", "decline", alone)).toMatchObject({
    kind: "declined",
    decline: { shopperMessage: "try-again-later", goesElsewhere: false },
  });
  const by = over({ ...providers, stripe });
  befall("adyen.authorize", ...Array<WireFault>(12).fill("not-sent"));
  for (let turn = 0; turn < 6; turn += 1) await pay("adyen", "ok", by);
  await later(2_000);
  data.rows.clear();
  expect(await pay("stripe", "decline", by)).toMatchObject({ kind: "declined" });
});

test.each([
  ["has not given up", false, "another-method-wanted"],
  ["has given up", true, "declined"],
] as const)("a no that is read late, of a shopper who %s", async (_who, gaveUp, kind) => {
  befall("stripe.authorize", "accept-then-hang");
  befall("stripe.retrieve", ...Array<WireFault>(9).fill("request-lost"));
  befall("stripe.fence", "request-lost");
  const by = over({ ...providers, stripe: declining(providers.stripe, mayGo.stripe) });
  expect(await pay("stripe", "decline", by)).toMatchObject({ kind: "unknown" });
  if (gaveUp) expect(await eventually(by.void(reference))).toEqual({ kind: "unknown" });
  befall("stripe.retrieve");
  await later(minuteMs);
  await eventually(by.sweep());
  expect((await by.statusOf(reference)).outcome).toMatchObject({ kind });
});
