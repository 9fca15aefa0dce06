import { expect, test } from "vitest";
import { type TrackingEvent, trackingEventSchema } from "../event.ts";
import { type BrowserEvent, type CaptureMeans, createCapture } from "./capture.ts";

const facts = { locale: "en-gb", currency: "GBP", release: "local", arm: "0" };
const seen: BrowserEvent = {
  name: "view_item_list",
  listId: "lamps",
  items: [{ productId: "1", variantId: "2", sku: null, title: "Lamp", quantity: 1, unitPriceMinor: 4900 }],
};

function browser() {
  const memory = () => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };
  const storage = memory();
  const sessionStorage = memory();
  const batches: TrackingEvent[][] = [];
  let ids = 0;
  const means: CaptureMeans = {
    storage,
    sessionStorage,
    address: () => new URL("https://shop.test/en-gb?utm_source=mail&gclid=abc"),
    referrer: () => "https://search.test/?q=secret",
    now: () => new Date("2026-11-21T12:00:00Z"),
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`,
    send: (events) => void batches.push([...events]),
  };
  return { means, storage, sessionStorage, batches };
}

test("before consent nothing is kept and no id is sent", () => {
  const { means, storage, sessionStorage, batches } = browser();
  const capture = createCapture(means);
  capture.record(seen, facts);
  capture.flush();
  expect([...storage.kept, ...sessionStorage.kept]).toEqual([]);
  expect(batches[0]?.[0]).toMatchObject({
    consent: "unknown",
    visitorId: null,
    sessionId: null,
    firstTouch: null,
  });
});

test("after consent the visitor, the session and where they came from are known and stay the same", () => {
  const { means, batches } = browser();
  const capture = createCapture(means);
  capture.answer("granted");
  capture.record(seen, facts);
  capture.record(seen, facts);
  capture.flush();
  const [one, other] = batches[0] ?? [];
  expect(one).toMatchObject({
    consent: "granted",
    firstTouch: { utmSource: "mail", gclid: "abc", referrerHost: "search.test", landingPath: "/en-gb" },
  });
  expect(other?.visitorId).toBe(one?.visitorId);
  expect(other?.sessionId).toBe(one?.sessionId);
  expect(other?.id).not.toBe(one?.id);
});

test("where a visit came from outlives a page on which nothing was told, and goes with the purchase", () => {
  const { means, batches } = browser();
  createCapture(means).answer("granted");
  const till = createCapture({ ...means, address: () => new URL("https://shop.test/checkout") });
  expect(till.visit()).toMatchObject({ firstTouch: { utmSource: "mail" }, lastTouch: { gclid: "abc" } });
  till.answer("denied");
  expect(till.visit()).toEqual({
    consent: "denied",
    visitorId: null,
    sessionId: null,
    firstTouch: null,
    lastTouch: null,
  });
  expect(batches).toEqual([]);
});

test("what is recorded is what the contract takes", () => {
  const { means, batches } = browser();
  const capture = createCapture(means);
  capture.record(seen, facts);
  capture.answer("granted");
  capture.record(seen, facts);
  capture.flush();
  for (const event of batches.flat()) expect(trackingEventSchema.safeParse(event).error).toBeUndefined();
  expect(batches.flat()).toHaveLength(2);
});

test("taking consent back forgets the visitor", () => {
  const { means, storage, batches } = browser();
  const capture = createCapture(means);
  capture.answer("granted");
  capture.record(seen, facts);
  capture.answer("denied");
  capture.record(seen, facts);
  capture.flush();
  expect([...storage.kept.keys()]).toEqual(["evertill_consent"]);
  expect(batches[0]?.[1]).toMatchObject({ consent: "denied", visitorId: null });
});

test("a batch is handed over once, and an empty one never", () => {
  const { means, batches } = browser();
  const capture = createCapture(means);
  capture.record(seen, facts);
  capture.flush();
  capture.flush();
  expect(batches).toHaveLength(1);
});
