import { beforeEach, describe, expect, test } from "vitest";
import { currency } from "@evertill/money";
import { silentLog } from "../../payment-log.ts";
import { Health } from "../health.ts";
import type { HealthStore } from "../health-store.ts";
import { noTraits } from "../traits.ts";

/** The time of day in these tests; it begins anew with each. */
let nowMs: number;
beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 21, 12);
});
export const later = (milliseconds: number) => {
  nowMs += milliseconds;
};
export const processOn = (store: HealthStore) =>
  new Health({ store, clock: { now: () => new Date(nowMs) }, log: silentLog });
export const fails = (health: Health) =>
  health.called("stripe", "authorize", { kind: "failed", tookMs: 8_000 });
export const goesWell = (health: Health) =>
  health.called("stripe", "authorize", { kind: "well", tookMs: 300 });
export const technical = async (health: Health) => (await health.view())("stripe").technical;

/** What must hold whichever store is shared; each test gets an empty one. */
export function healthPromises(where: string, createStore: () => HealthStore): void {
  describe(`how providers fare, kept in ${where}`, () => {
    test("five failures in a row, over two processes, keep everybody away, also after a restart", async () => {
      const store = createStore();
      const [one, other] = [processOn(store), processOn(store)];
      for (const health of [one, other, one, other]) await fails(health);
      expect(await technical(one)).toBe("able");
      await fails(one);
      later(1_000);
      expect(await technical(other)).toBe("unable");
      expect(await technical(processOn(store))).toBe("unable");
    });

    test("one call that goes well between failures breaks the row", async () => {
      const health = processOn(createStore());
      for (let turn = 0; turn < 8; turn += 1) {
        await fails(health);
        await fails(health);
        await goesWell(health);
        await goesWell(health);
        await goesWell(health);
      }
      expect(await technical(health)).toBe("able");
    });

    test("half of twenty calls in a minute open it; the same over an hour do not", async () => {
      const health = processOn(createStore());
      for (let turn = 0; turn < 30; turn += 1) {
        await (turn % 2 === 0 ? fails(health) : goesWell(health));
        later(120_000);
      }
      expect(await technical(health)).toBe("able");
      for (let turn = 0; turn < 20; turn += 1) await (turn % 2 === 0 ? fails(health) : goesWell(health));
      await fails(health);
      expect(await technical(health)).toBe("unable");
    });

    test("it is probed, lets one payment through every five seconds, and is well again when three in a row went well", async () => {
      const health = processOn(createStore());
      for (let turn = 0; turn < 5; turn += 1) await fails(health);
      let probes = 0;
      const probe = (kind: "answered" | "unknown") =>
        health.probe(async () => {
          probes += 1;
          return kind === "answered" ? { kind, answer: null } : { kind, operatorMessage: "silent" };
        });
      await probe("answered");
      expect([await technical(health), probes]).toEqual(["unable", 0]);
      later(5_000);
      await probe("unknown");
      await probe("answered");
      expect([await technical(health), probes]).toEqual(["unable", 1]);
      later(5_000);
      await probe("answered");
      expect(await technical(health)).toBe("trial");
      expect(await health.takeTrial("stripe")).toBe(true);
      expect(await health.takeTrial("stripe")).toBe(false);
      later(5_000);
      expect(await health.takeTrial("stripe")).toBe(true);
      await goesWell(health);
      await goesWell(health);
      expect(await technical(health)).toBe("trial");
      expect(await health.takeTrial("stripe")).toBe(true);
      await goesWell(health);
      expect(await technical(health)).toBe("able");
    });

    test("a trial that fails keeps everybody away again", async () => {
      const health = processOn(createStore());
      for (let turn = 0; turn < 5; turn += 1) await fails(health);
      later(5_000);
      await health.probe(async () => ({ kind: "answered", answer: null }));
      expect(await health.takeTrial("stripe")).toBe(true);
      await fails(health);
      expect(await technical(health)).toBe("unable");
    });

    test("what banks say moves nobody away, and only a real drop is told", async () => {
      const store = createStore();
      const health = processOn(store);
      await store.addApprovals(
        [{ provider: "stripe", ...noTraits, asked: 1_000, approved: 900 }],
        new Date(nowMs - 3 * 86_400_000),
      );
      for (let turn = 0; turn < 60; turn += 1) health.decided("stripe", noTraits, turn % 3 === 0);
      later(60_000);
      await goesWell(health);
      later(10_000);
      await goesWell(health);
      later(1_000);
      expect((await health.view())("stripe")).toMatchObject({ technical: "able", approval: "below-usual" });
    });

    test("a drop among cards of one brand and country is told for those alone, whoever is billed", async () => {
      const store = createStore();
      const health = processOn(store);
      const german = {
        brand: "visa",
        issuerCountry: "DE",
        billingCountry: "DE",
        currency: currency("EUR"),
      };
      const french = { ...german, issuerCountry: "FR", billingCountry: "FR" };
      const usual = { provider: "stripe", asked: 1_000, approved: 900 } as const;
      const before = [
        { ...usual, ...german },
        { ...usual, ...french },
      ];
      await store.addApprovals(before, new Date(nowMs - 86_400_000));
      await store.addApprovals(before, new Date(nowMs - 3 * 86_400_000));
      for (let turn = 0; turn < 100; turn += 1) {
        health.decided("stripe", german, turn % 2 === 0);
        health.decided("stripe", french, turn % 10 !== 0);
      }
      later(10_000);
      await goesWell(health);
      later(30_000);
      const view = await health.view();
      expect(view("stripe", german)).toMatchObject({
        approval: "below-usual",
        among: "visa cards issued in DE",
      });
      expect(view("stripe", { ...german, brand: null, issuerCountry: null })).toMatchObject({
        approval: "below-usual",
        among: "EUR payments billed to DE",
      });
      expect(view("stripe", { ...german, issuerCountry: "FR" })).toMatchObject({ approval: "usual" });
      expect(view("adyen", german)).toMatchObject({ approval: "unknown", among: null });
    });

    test("old counts are let go of", async () => {
      const store = createStore();
      const health = processOn(store);
      for (let turn = 0; turn < 4; turn += 1) await fails(health);
      later(2 * 3_600_000);
      await health.probe(async () => ({ kind: "answered", answer: null }));
      const since = new Date(0);
      expect((await store.window("stripe", "authorize", since)).calls).toBe(0);
    });
  });
}
