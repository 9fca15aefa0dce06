import { beforeEach, expect, test } from "vitest";
import { silentLog } from "../payment-log.ts";
import type { ProviderName } from "../provider.ts";
import { MemoryHealthStore } from "../testing/memory-health-store.ts";
import type { Breaker } from "./breaker.ts";
import { callEnd, Health } from "./health.ts";
import { fails, goesWell, healthPromises, later, processOn, technical } from "./testing/health-promises.ts";
import type { HealthStore, ObservedOperation } from "./health-store.ts";
import { noTraits } from "./traits.ts";

healthPromises("memory", () => new MemoryHealthStore());

test("a store that is silent leaves everybody able: the primary is asked", async () => {
  const silent = new Proxy({} as HealthStore, {
    get: () => () => Promise.reject(new Error("the database restarts")),
  });
  const health = processOn(silent);
  for (let turn = 0; turn < 10; turn += 1) await fails(health);
  expect(await technical(health)).toBe("able");
  expect(await health.takeTrial("stripe")).toBe(false);
});

test("calls that go well are written together, once in ten seconds at most", async () => {
  const store = new MemoryHealthStore();
  let writes = 0;
  const counting: HealthStore = Object.assign(Object.create(store) as HealthStore, {
    addCalls: async (...call: Parameters<HealthStore["addCalls"]>) => {
      writes += 1;
      return store.addCalls(...call);
    },
    breakers: () => store.breakers(),
  });
  const health = processOn(counting);
  for (let second = 0; second < 100; second += 1) {
    for (let call = 0; call < 10; call += 1) await goesWell(health);
    later(1_000);
  }
  expect(writes).toBe(10);
});

test("declines and refusals of a request are answers; silence and `too many requests` are not", () => {
  expect(callEnd({ kind: "answered" })).toBe("well");
  expect(callEnd({ kind: "refused", code: "parameter_missing" })).toBe("well");
  expect(callEnd({ kind: "in-progress" })).toBe("well");
  expect(callEnd({ kind: "refused", code: "rate_limit" })).toBe("failed");
  expect(callEnd({ kind: "in-progress", code: "rate_limit" })).toBe("well");
  expect(callEnd({ kind: "unknown" })).toBe("failed");
  expect(callEnd({ kind: "not-sent" })).toBe("failed");
});

let clockMs: number;
let store: MemoryHealthStore;
let told: unknown[];
beforeEach(() => {
  clockMs = Date.UTC(2026, 10, 21, 12);
  store = new MemoryHealthStore();
  told = [];
});
const now = () => new Date(clockMs);
const tellingHealth = (over: HealthStore = store) =>
  new Health({
    store: over,
    clock: { now },
    log: { ...silentLog, warn: (...words: unknown[]) => void told.push(words) },
  });
const open: Breaker = { state: "open", sinceMs: 0, probeAtMs: 0, because: "5 in a row" };
const halfOpen: Breaker = { state: "half-open", sinceMs: 0, trialAtMs: 0, because: "5 in a row" };

/** Puts breakers where they are to be, as an earlier process left them. */
async function given(...breakers: readonly [ProviderName, ObservedOperation, Breaker][]): Promise<void> {
  for (const [provider, operation, breaker] of breakers) {
    const counted = { provider, operation, calls: 1, failures: 0, slow: 0, trailingFailures: 0 };
    await store.addCalls([counted], new Date(0));
    await store.replace({ provider, operation, breaker, version: 0 }, breaker);
  }
}
const statesOf = async () =>
  (await store.breakers()).map(
    ({ provider, operation, breaker }) => `${provider} ${operation} ${breaker.state}`,
  );

test("a call that took more than four seconds is slow, one that took four is not, and one that failed is failed", async () => {
  const health = tellingHealth();
  for (const tookMs of [4_000, 4_001]) await health.called("stripe", "authorize", { kind: "well", tookMs });
  await health.called("stripe", "authorize", { kind: "failed", tookMs: 9_000 });
  expect(await store.window("stripe", "authorize", new Date(0))).toMatchObject({
    calls: 3,
    failures: 1,
    slow: 1,
  });
});

test("failures of what a checkout does not need keep nobody away, nor do those of another provider", async () => {
  const health = tellingHealth();
  for (let turn = 0; turn < 6; turn += 1) {
    await health.called("stripe", "capture", { kind: "failed", tookMs: 1 });
    await health.called("adyen", "authorize", { kind: "failed", tookMs: 1 });
  }
  const view = await health.view();
  expect(view("stripe")).toMatchObject({ technical: "able", because: null });
  expect(view("adyen")).toMatchObject({ technical: "unable" });
  expect(await statesOf()).toEqual(["stripe capture open", "adyen authorize open"]);
  expect(told).toContainEqual([
    { provider: "adyen", operation: "authorize", breaker: expect.objectContaining({ state: "open" }) },
    "a provider's breaker is open",
  ]);
});

test("one operation that nobody answers outweighs one on trial, and both outweigh what is well", async () => {
  await given(["stripe", "prepare", halfOpen], ["stripe", "authorize", open]);
  const view = await tellingHealth().view();
  expect(view("stripe")).toMatchObject({ technical: "unable", because: "authorize: 5 in a row" });
  await given(["adyen", "prepare", { state: "closed", sinceMs: 0 }], ["adyen", "authorize", halfOpen]);
  const later = await tellingHealth().view();
  expect(later("adyen")).toMatchObject({ technical: "trial", because: "authorize: 5 in a row" });
});

test("a trial is taken at the provider that is named, of all its operations that wait for one", async () => {
  await given(
    ["stripe", "prepare", halfOpen],
    ["stripe", "authorize", halfOpen],
    ["stripe", "fence", open],
    ["adyen", "authorize", halfOpen],
  );
  const health = tellingHealth();
  await health.view();
  expect(await health.takeTrial("paypal")).toBe(false);
  expect(await health.takeTrial("stripe")).toBe(true);
  const takenAt = (await store.breakers()).map(({ breaker }) =>
    breaker.state === "half-open" ? breaker.trialAtMs - clockMs : breaker.state,
  );
  expect(takenAt).toEqual([5_000, 5_000, "open", -clockMs]);
});

test("of two processes only one takes the trial", async () => {
  await given(["stripe", "authorize", halfOpen]);
  const [one, other] = [tellingHealth(), tellingHealth()];
  await Promise.all([one.view(), other.view()]);
  const taken = await Promise.all([one.takeTrial("stripe"), other.takeTrial("stripe")]);
  expect(taken.filter(Boolean)).toHaveLength(1);
});

test("a provider is probed once for all its operations, and what it does not answer stays shut", async () => {
  await given(
    ["stripe", "prepare", open],
    ["stripe", "authorize", open],
    ["adyen", "authorize", open],
    ["paypal", "authorize", { state: "closed", sinceMs: 0 }],
  );
  const probed: ProviderName[] = [];
  await tellingHealth().probe(async (provider) => {
    probed.push(provider);
    return provider === "stripe"
      ? { kind: "answered", answer: null }
      : { kind: "unknown", operatorMessage: "silent" };
  });
  expect(probed).toEqual(["stripe", "adyen"]);
  expect(await statesOf()).toEqual([
    "stripe prepare half-open",
    "stripe authorize half-open",
    "adyen authorize open",
    "paypal authorize closed",
  ]);
});

test("what banks said of one provider says nothing of another", async () => {
  const counted = (provider: ProviderName, approved: number) =>
    ({ provider, ...noTraits, asked: 1_000, approved }) as const;
  await store.addApprovals([counted("stripe", 900), counted("adyen", 400)], new Date(clockMs - 86_400_000));
  await store.addApprovals([counted("stripe", 400), counted("adyen", 400)], new Date(clockMs - 1));
  const view = await tellingHealth().view();
  expect(view("stripe")).toMatchObject({ approval: "below-usual", among: null });
  expect(view("adyen")).toMatchObject({ approval: "usual" });
});

test("how providers fare is read once a second at most, and what banks decided once in thirty", async () => {
  const reads: string[] = [];
  const counting = new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      reads.push(String(name));
      return value.bind(target) as unknown;
    },
  });
  const health = tellingHealth(counting);
  const readsDuring = async (milliseconds: number) => {
    reads.length = 0;
    clockMs += milliseconds;
    await health.view();
    return [...reads];
  };
  expect(await readsDuring(0)).toEqual(["breakers", "approvals", "approvals"]);
  expect(await readsDuring(999)).toEqual([]);
  expect(await readsDuring(1)).toEqual(["breakers"]);
  expect(await readsDuring(28_999)).toEqual(["breakers"]);
  expect(await readsDuring(1)).toEqual([]);
  expect(await readsDuring(999)).toEqual(["breakers", "approvals", "approvals"]);
});

test("nothing is written where nothing was counted", async () => {
  const refusing: HealthStore = Object.assign(Object.create(store) as HealthStore, {
    addCalls: () => Promise.reject(new Error("nothing to add")),
    addApprovals: () => Promise.reject(new Error("nothing to add")),
    breakers: async () => [],
    approvals: async () => [],
    forget: async () => undefined,
  });
  await tellingHealth(refusing).probe(async () => ({ kind: "answered", answer: null }));
  expect(told).toEqual([]);
});

test("a store that is silent is told of, whether it is read or written", async () => {
  const err = new Error("the database restarts");
  const silent = new Proxy({} as HealthStore, { get: () => () => Promise.reject(err) });
  const health = tellingHealth(silent);
  await health.view();
  expect(told).toEqual([[{ err }, "how providers fare could not be read; all are taken to be well"]]);
  told = [];
  await health.called("stripe", "authorize", { kind: "failed", tookMs: 1 });
  expect(told).toEqual([[{ err }, "how providers fare could not be written"]]);
});

test("what was known before the store fell silent is forgotten: all are taken to be well", async () => {
  await given(["stripe", "authorize", open]);
  let isSilent = false;
  const failing: HealthStore = Object.assign(Object.create(store) as HealthStore, {
    breakers: () => (isSilent ? Promise.reject(new Error("silent")) : store.breakers()),
    approvals: async () => [],
  });
  const health = tellingHealth(failing);
  expect((await health.view())("stripe").technical).toBe("unable");
  isSilent = true;
  clockMs += 1_000;
  expect((await health.view())("stripe").technical).toBe("able");
});
