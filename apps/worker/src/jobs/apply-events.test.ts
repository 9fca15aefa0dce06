import { expect, test } from "vitest";
import { applyEventsSoon } from "./apply-events.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function open({ refused = [] as readonly string[], afterMs = 0, databaseIsThere = true } = {}) {
  const applied: string[] = [];
  const sent: object[] = [];
  const atWork = { now: 0, most: 0 };
  const payments = {
    applyProviderEvent: async (eventId: string) => {
      atWork.now += 1;
      atWork.most = Math.max(atWork.most, atWork.now);
      await Promise.resolve();
      atWork.now -= 1;
      if (refused.includes(eventId)) throw new Error("the provider is silent");
      applied.push(eventId);
    },
  };
  const send = async (queue: string, data: object) => {
    if (!databaseIsThere) throw new Error("no database");
    sent.push({ queue, data });
  };
  return { ...applyEventsSoon({ payments, jobs: { send }, log }, { afterMs }), applied, sent, atWork };
}

test("events are applied without a job, those that come meanwhile as well", async () => {
  const events = open();
  events.add(["one"]);
  events.add(["two", "three"]);
  await expect.poll(() => events.applied).toEqual(["one", "two", "three"]);
  events.add(["four"]);
  await expect.poll(() => events.applied).toEqual(["one", "two", "three", "four"]);
  expect(events.sent).toEqual([]);
});

test("what cannot be applied becomes a job, and keeps none of the others waiting", async () => {
  const events = open({ refused: ["two"] });
  events.add(["one", "two", "three"]);
  await expect.poll(() => events.applied).toEqual(["one", "three"]);
  await expect.poll(() => events.sent).toEqual([{ queue: "payment.apply-event", data: { eventId: "two" } }]);
});

test("with the database away nothing ends the process, and what comes later is applied", async () => {
  const events = open({ refused: ["one"], databaseIsThere: false });
  events.add(["one"]);
  await events.stop();
  events.add(["two"]);
  await expect.poll(() => events.applied).toEqual(["two"]);
});

test("a worker that stops applies at once what it holds", async () => {
  const events = open({ afterMs: 60_000 });
  events.add(["one"]);
  expect(events.applied).toEqual([]);
  await events.stop();
  expect(events.applied).toEqual(["one"]);
});

test("of very many events some are applied at a time", async () => {
  const events = open();
  events.add(Array.from({ length: 95 }, (_, index) => String(index)));
  await events.stop();
  expect([events.applied.length, events.atWork.most]).toEqual([95, 10]);
});
