import { expect, test } from "vitest";
import { MemoryHealthStore } from "../testing/memory-health-store.ts";
import { callEnd } from "./health.ts";
import { fails, goesWell, healthPromises, later, processOn, technical } from "./testing/health-promises.ts";
import type { HealthStore } from "./health-store.ts";

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
  expect(callEnd({ kind: "unknown" })).toBe("failed");
  expect(callEnd({ kind: "not-sent" })).toBe("failed");
});
