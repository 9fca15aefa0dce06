import { freshDatabase } from "@evertill/database/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentsMigrations } from "../../migrations.ts";
import { providerNames } from "../../provider.ts";
import { availableShareMin, measureAvailability } from "./availability.ts";
import { plants } from "./plants.ts";
import { postgresStores } from "./postgres-stores.ts";
import { simulate } from "./simulate.ts";
import { requiredCells, Tally } from "./tally.ts";

const runs = Number(process.env["PAYMENT_SIMULATION_RUNS"] ?? 16);
const seed = Number(process.env["PAYMENT_SIMULATION_SEED"] ?? 1);
/** Each on a database of its own: a sweep reads whatever is due in its own. */
const lanes = 4;

const databases: Awaited<ReturnType<typeof freshDatabase>>[] = [];
beforeAll(async () => {
  for (let lane = 0; lane < lanes; lane += 1) databases.push(await freshDatabase([paymentsMigrations]));
}, 60_000);
afterAll(async () => {
  for (const fresh of databases) await fresh.drop();
});

test("400 checkouts through faults, outages and crashes: one charge each, none lost, none left behind", async () => {
  const report = await simulate({ runs: 400, seed });
  expect(report.breaches).toEqual([]);
  // A simulation in which nobody pays, or nothing goes wrong, proves nothing.
  expect(report.paid).toBeGreaterThan(200);
  expect(report.failovers).toBeGreaterThan(10);
  expect(report.settledAfterUnknown).toBeGreaterThan(10);
  expect(report.reversalsMs?.length).toBeGreaterThan(0);
}, 120_000);

test("the same seed gives the same run, step by step", async () => {
  const play = async () => {
    const steps: string[] = [];
    await simulate({ runs: 30, seed: 7, trace: (line) => steps.push(line) });
    return steps;
  };
  const first = await play();
  expect(await play()).toEqual(first);
  expect(first.length).toBeGreaterThan(60);
}, 60_000);

test("a run by itself is what it was among others", async () => {
  const trace = async (from: number, count: number) => {
    const steps: string[] = [];
    await simulate({ runs: count, from, seed, trace: (line) => steps.push(line) });
    return steps.filter((line) => line.includes(`checkout-${seed * 1_000_000 + 9}`));
  };
  expect(await trace(9, 1)).toEqual(await trace(0, 10));
}, 60_000);

test("thirteen faults are planted", () => {
  expect(Object.keys(plants)).toHaveLength(13);
});

test.each(Object.entries(plants))(
  "the simulation can fail: it finds %s",
  async (_, plant) => {
    const report = await simulate({ runs: 2_000, seed: 1, plant, untilBreach: true });
    expect(report.breaches).not.toEqual([]);
  },
  120_000,
);

test("a cell that was never hit is named", () => {
  const tally = new Tally();
  const [first = "", ...rest] = requiredCells();
  for (const cell of rest) tally.hit(cell);
  expect(tally.missing()).toEqual([first]);
});

const spells = (["outage", "brown-out"] as const).flatMap((kind) =>
  providerNames.map((provider) => ({ provider, kind })),
);

test.each(spells)(
  "during $kind of $provider nearly all payable checkouts are paid once within a minute",
  async (spell) => {
    const { payable, completed, inFlight, inFlightSettled } = await measureAvailability(spell, 3_000, seed);
    expect(payable).toBeGreaterThan(1_000);
    expect(completed / payable).toBeGreaterThanOrEqual(availableShareMin[spell.kind]);
    expect(inFlightSettled).toBe(inFlight);
  },
  60_000,
);

test(
  `${runs} checkouts keep the same promises on a real Postgres (seed ${seed})`,
  async () => {
    const reports = await Promise.all(
      databases.map(async ({ database }, lane) => {
        const found = [];
        for (let number = lane; number < runs; number += lanes) {
          const stores = await postgresStores(database);
          const report = await simulate({ runs: 1, from: number, seed, stores: () => stores });
          found.push(...report.breaches);
        }
        return found;
      }),
    );
    expect(reports.flat()).toEqual([]);
  },
  60_000 + runs * 5_000,
);
