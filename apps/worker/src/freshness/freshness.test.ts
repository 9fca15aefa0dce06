import type { ShopVersion } from "@evertill/catalog";
import { freshDatabase } from "@evertill/database/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { allMigrations } from "../migrations.ts";
import { affectedTags } from "./affected-tags.ts";
import { changeOfEvent } from "./change-of-event.ts";
import type { FreshnessParts } from "./freshness-parts.ts";
import { refreshLists } from "./refresh-lists.ts";
import { refreshPages } from "./refresh-pages.ts";
import type { PageAnswer } from "./storefronts.ts";
import { findSubject } from "./subject-store.ts";
import { sweepShop } from "./sweep-shop.ts";
import { tellChangeAlone } from "./tell-change.ts";

const lamp = "gid://shopify/Product/15";
const lamps = "gid://shopify/Collection/3";
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds));

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase(allMigrations);
});
afterAll(() => fresh.drop());

/** A shop and a storefront that keep what they are told, and write down in which order they were asked. */
let shop: Map<string, ShopVersion>;
let menu: string;
let page: PageAnswer;
let happened: string[];
let sent: string[];
let clock: Date;

beforeEach(async () => {
  await fresh.database.execute(sql`truncate shop_subject, page_refresh, stale_tag`);
  shop = new Map([[lamp, lampAt(1)]]);
  menu = "Lamps";
  page = { status: 200, isStale: false, tags: ["product-page:15", versionTag(59)] };
  happened = [];
  sent = [];
  clock = at(30);
});

function lampAt(second: number, more: Partial<ShopVersion> = {}): ShopVersion {
  const updatedAt = at(second).toISOString();
  const looks = { listedAs: "Lamp", shownAs: `Lamp for ${second}`, cardAs: `Lamp for ${second}` };
  return { id: lamp, handle: "lamp", updatedAt, collectionIds: [lamps], ...looks, ...more };
}
const versionTag = (second: number) => `product-version:15:${at(second).getTime()}`;

function parts(given: Partial<FreshnessParts> = {}): FreshnessParts {
  const ofKind = (kind: string) =>
    [...shop.values()].filter(({ id }) => id.includes(kind === "products" ? "/Product/" : "/Collection/"));
  return {
    database: fresh.database,
    jobs: {
      send: async (_, data) => void sent.push("subject" in data ? String(data.subject) : "lists"),
      redrive: async () => 0,
    },
    catalog: {
      getVersion: async (gid) => shop.get(gid) ?? null,
      listVersions: async (kind, since) =>
        ofKind(kind).filter(({ updatedAt }) => since === null || new Date(updatedAt) > since),
      getMenu: async () => [{ id: "1", title: menu, path: "/", items: [] }],
      getShop: async () => ({ name: "Shop", description: null }),
      getPolicies: async () => [],
      listPageHandles: async () => [],
      getPage: async () => null,
    },
    storefronts: [
      {
        url: "http://one",
        revalidate: async (tags) => {
          happened.push(`revalidate ${tags.join(" ")}`);
          return tags.includes("product-page:15")
            ? ["/en-gb/products/lamp?Glaze=Moss"]
            : ["/en-gb/collections/lamps"];
        },
        ask: async (asked, representation) => {
          happened.push(`ask ${representation} ${asked}`);
          return page;
        },
      },
    ],
    edge: {
      purge: { softPurge: async (tags) => (happened.push(`purge ${tags.join(" ")}`), { purged: 1 }) },
      ask: async (asked) => void happened.push(`edge ${asked}`),
    },
    turns: { own: (work) => work(), others: async () => undefined },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => clock,
    pause: async (ms) => {
      clock = new Date(clock.getTime() + ms);
    },
    ...given,
  };
}

const told = (second: number | null) =>
  tellChangeAlone(parts(), {
    subject: lamp,
    version: second === null ? null : at(second),
    toldBy: "webhook",
  });

test("a webhook that is older than what is known asks for nothing, another one of the same second does", async () => {
  expect([await told(5), await told(4), await told(5), await told(6)]).toEqual([true, false, true, true]);
  expect(sent).toEqual([lamp, lamp, lamp]);
});

test("a version the shop tells in whole seconds is as new as the webhook that tells more", async () => {
  shop.set(lamp, lampAt(5));
  await tellChangeAlone(parts(), {
    subject: lamp,
    version: new Date(at(5).getTime() + 999),
    toldBy: "webhook",
  });
  await refreshPages(parts(), { subject: lamp });
  expect(happened.some((step) => step.startsWith("purge"))).toBe(true);
});

test("the edge is called old only after every page answered as the new one, in every representation", async () => {
  await sweepShop(parts(), { isWhole: false });
  shop.set(lamp, lampAt(5));
  await told(5);
  await refreshPages(parts(), { subject: lamp });
  const where = (step: string) => happened.indexOf(step);
  const purge = where("purge product-page:15 missing:products:lamp");
  for (const page of [
    "/en-gb/products/lamp",
    "/de-de/products/lamp",
    "/en-us/products/lamp",
    "/en-gb/products/lamp?Glaze=Moss",
  ]) {
    for (const representation of ["html", "rsc", "prefetch", "tree"]) {
      expect(where(`ask ${representation} ${page}`)).toBeGreaterThan(-1);
      expect(where(`ask ${representation} ${page}`)).toBeLessThan(purge);
    }
    expect(where(`edge ${page}`)).toBeGreaterThan(purge);
  }
  const { rows } = await fresh.database.execute(sql`select told_by, pages from page_refresh`);
  expect(rows).toEqual([{ told_by: "webhook", pages: 4 }]);
  expect((await findSubject(fresh.database, lamp))?.pendingSince).toBeNull();
});

test("no page of a new product is asked for but those that a storefront keeps", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  await refreshPages(parts(), { subject: lamp });
  expect(happened.filter((step) => step.startsWith("ask html"))).toEqual([
    "ask html /en-gb/products/lamp?Glaze=Moss",
  ]);
  expect(happened).toContain("purge product-page:15 missing:products:lamp");
});

test("lists are left to a job of their own, which writes those of many products in one go", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  await refreshPages(parts(), { subject: lamp });
  expect(happened.some((step) => step.includes("collections"))).toBe(false);
  expect(sent).toEqual([lamp, "lists"]);
  shop.set(lamp, lampAt(7));
  await told(7);
  await refreshPages(parts(), { subject: lamp });
  happened = [];
  await refreshLists(parts());
  const tags = "collection-view:3 collection:3 product-options product:15 search";
  expect(happened).toEqual([
    `revalidate ${tags}`,
    ...["html", "rsc", "prefetch", "tree"].map((one) => `ask ${one} /en-gb/collections/lamps`),
    `purge ${tags}`,
    "edge /en-gb/collections/lamps",
  ]);
  happened = [];
  await refreshLists(parts());
  expect(happened).toEqual([]);
});

test("of very many lists the whole ones are written first, and all are called old at the edge", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  await refreshPages(parts(), { subject: lamp });
  happened = [];
  const [one] = parts().storefronts;
  if (!one) throw new Error("no storefront");
  const narrowed = Array.from({ length: 100 }, (_, price) => `/en-gb/collections/lamps?price-min=${price}`);
  const many = { ...one, revalidate: async () => [...narrowed, "/en-gb/collections/lamps"] };
  await refreshLists(parts({ storefronts: [many] }));
  expect(happened[0]).toBe("ask html /en-gb/collections/lamps");
  expect(happened.filter((step) => step.startsWith("ask html"))).toHaveLength(60);
  expect(happened.filter((step) => step.startsWith("purge"))).toHaveLength(1);
});

test("a list called stale while it is being written is written once more", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  await refreshPages(parts(), { subject: lamp });
  const again = async () => {
    shop.set(lamp, lampAt(6));
    await told(6);
    await refreshPages(parts(), { subject: lamp });
  };
  await refreshLists(
    parts({
      edge: { purge: { softPurge: async () => (await again(), { purged: 0 }) }, ask: async () => undefined },
    }),
  );
  happened = [];
  await refreshLists(parts());
  expect(happened).toContain("revalidate collection-view:3 product:15");
});

test("one of hundreds sold calls no page old, one of the last few its own pages, the last one its lists too", async () => {
  const sold = async (second: number, looks: Pick<ShopVersion, "shownAs" | "cardAs">) => {
    happened = [];
    sent = [];
    shop.set(lamp, lampAt(second, looks));
    await told(second);
    await refreshPages(parts(), { subject: lamp });
    return { ownPages: happened.length > 0, lists: sent.includes("lists") };
  };
  await sold(1, { shownAs: "hundreds", cardAs: "there" });
  expect(await sold(2, { shownAs: "hundreds", cardAs: "there" })).toEqual({ ownPages: false, lists: false });
  expect((await findSubject(fresh.database, lamp))?.pendingSince).toBeNull();
  expect(await sold(3, { shownAs: "two left", cardAs: "there" })).toEqual({ ownPages: true, lists: false });
  expect(await sold(4, { shownAs: "none left", cardAs: "gone" })).toEqual({ ownPages: true, lists: true });
});

test("a price that only one market has is a change, and an old page of another market is none", async () => {
  const markets = (us: string) => ({
    ...parts().catalog,
    getVersion: async (_: string, { locale }: { locale: { path: string } }) =>
      lampAt(5, { shownAs: locale.path === "en-us" ? us : "£1" }),
  });
  await told(5);
  await refreshPages(parts({ catalog: markets("$1") }), { subject: lamp });
  happened = [];
  await told(5);
  await refreshPages(parts({ catalog: markets("$2") }), { subject: lamp });
  expect(happened).toContain("purge product-page:15 missing:products:lamp");
});

test("a page that stays old keeps the edge as it is, and the job is tried again", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  for (const old of [
    { ...page, isStale: true },
    { ...page, tags: ["product-page:15", versionTag(4)] },
    { ...page, status: 500 },
  ]) {
    page = old;
    await expect(refreshPages(parts(), { subject: lamp })).rejects.toThrow("still the old one");
  }
  expect(happened.some((step) => step.startsWith("purge"))).toBe(false);
  expect((await findSubject(fresh.database, lamp))?.pendingSince).not.toBeNull();
});

test("news that comes in the wrong order ends with the newest on the pages, and the old one asks for nothing", async () => {
  shop.set(lamp, lampAt(6));
  await told(6);
  await refreshPages(parts(), { subject: lamp });
  happened = [];
  sent = [];
  expect(await told(5)).toBe(false);
  await refreshPages(parts(), { subject: lamp });
  expect([happened, sent]).toEqual([[], []]);
});

test("a page whose writing began before it was called old, and ended after, is called old once more", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  const fresh = page;
  page = { ...page, tags: ["product-page:15", versionTag(4)] };
  const [one] = parts().storefronts;
  if (!one) throw new Error("no storefront");
  let calls = 0;
  const late = {
    ...one,
    revalidate: async (tags: readonly string[]) => {
      calls += 1;
      if (calls > 1) page = fresh;
      return one.revalidate(tags);
    },
  };
  await refreshPages(parts({ storefronts: [late] }), { subject: lamp });
  expect(calls).toBeGreaterThan(1);
  expect(happened.some((step) => step.startsWith("purge"))).toBe(true);
});

test("a webhook that runs ahead of the shop's API waits for it, and calls no page old before", async () => {
  await told(5);
  await expect(refreshPages(parts(), { subject: lamp })).rejects.toThrow("does not show");
  expect(happened).toEqual([]);
  shop.set(lamp, lampAt(5));
  await refreshPages(parts(), { subject: lamp });
  expect(happened.some((step) => step.startsWith("purge"))).toBe(true);
});

test("a version the shop never shows holds nothing up for longer than two minutes", async () => {
  await told(50);
  clock = at(30 + 121);
  await refreshPages(parts(), { subject: lamp });
  expect((await findSubject(fresh.database, lamp))?.pendingSince).toBeNull();
  expect(await told(40)).toBe(true);
});

test("what was told while pages were refreshed is still to be done", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  const during = parts({
    edge: { purge: { softPurge: async () => (await told(7), { purged: 0 }) }, ask: async () => undefined },
  });
  await refreshPages(during, { subject: lamp });
  expect((await findSubject(fresh.database, lamp))?.pendingSince).not.toBeNull();
});

test("a storefront process that does not answer keeps the job alive and the edge as it is", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  const [one] = parts().storefronts;
  if (!one) throw new Error("no storefront");
  const dead = { ...one, url: "http://two", revalidate: () => Promise.reject(new Error("refused")) };
  await expect(refreshPages(parts({ storefronts: [one, dead] }), { subject: lamp })).rejects.toThrow(
    "refused",
  );
  expect(happened.some((step) => step.startsWith("purge"))).toBe(false);
});

test("a product that is gone calls its pages, its lists and the search old, and is forgotten", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  await refreshPages(parts(), { subject: lamp });
  await refreshLists(parts());
  shop.delete(lamp);
  await told(null);
  page = { status: 404, isStale: false, tags: [] };
  happened = [];
  await refreshPages(parts(), { subject: lamp });
  await refreshLists(parts());
  expect(happened.filter((step) => step.startsWith("revalidate"))).toEqual([
    "revalidate product-page:15 missing:products:lamp",
    "revalidate collection-view:3 collection:3 product-options product:15 search",
  ]);
  expect(await findSubject(fresh.database, lamp)).toBeNull();
});

test("a sweep finds what every webhook kept to itself, once", async () => {
  await sweepShop(parts(), { isWhole: false });
  expect(sent).toEqual([]);
  shop.set(lamp, lampAt(20));
  menu = "Lights";
  await sweepShop(parts(), { isWhole: false });
  await sweepShop(parts(), { isWhole: false });
  expect(sent).toEqual([lamp, "menu:main-menu", "menu:footer"]);
  shop.delete(lamp);
  await sweepShop(parts(), { isWhole: true });
  expect(sent.slice(3)).toEqual([lamp]);
});

test("with every webhook lost, one sweep after the edit brings the price to the edge", async () => {
  await sweepShop(parts(), { isWhole: false });
  shop.set(lamp, lampAt(20));
  await sweepShop(parts(), { isWhole: false });
  for (const subject of sent) await refreshPages(parts(), { subject });
  expect(happened).toContain("purge product-page:15 missing:products:lamp");
  const { rows } = await fresh.database.execute(sql`select subject, told_by from page_refresh`);
  expect(rows).toEqual([{ subject: lamp, told_by: "sweep" }]);
});

test("a change, and lists, whose job was lost are sent again by the sweep", async () => {
  shop.set(lamp, lampAt(5));
  await told(5);
  await refreshPages(parts(), { subject: lamp });
  await told(6);
  sent = [];
  clock = at(30 + 62);
  await sweepShop(parts(), { isWhole: false });
  expect(sent).toEqual(expect.arrayContaining([lamp, "lists"]));
});

test("a price alone calls no list old but those that show it or are sorted; a new name calls all old", () => {
  const looks = { shownAs: "£1", cardAs: "£1" };
  const known = { subject: lamp, handle: "lamp", collectionIds: [lamps], listedAs: "Lamp", ...looks };
  expect(affectedTags(known, lampAt(5))).toEqual({
    own: ["product-page:15", "missing:products:lamp"],
    others: ["product:15", "collection-view:3"],
  });
  const renamed = ["product:15", "collection-view:3", "collection:3", "search", "product-options"];
  expect(affectedTags(known, lampAt(5, { listedAs: "Light" })).others).toEqual(renamed);
  const moved = affectedTags(known, lampAt(5, { collectionIds: ["gid://shopify/Collection/4"] }));
  expect(moved.others).toEqual(expect.arrayContaining(["collection:3", "collection:4"]));
});

test.each([
  [
    "products/update",
    '{"id":15,"updated_at":"2026-11-21T13:00:05+01:00"}',
    { subject: lamp, version: at(5) },
  ],
  ["products/delete", '{"id":15}', { subject: lamp, version: null }],
  ["collections/update", '{"id":3,"updated_at":"2026-11-21T12:00:05Z"}', { subject: lamps, version: at(5) }],
  ["products/update", "nonsense", null],
  ["products/update", '{"id":"x"}', null],
  ["orders/paid", '{"id":15}', null],
])("%s %s", (topic, body, expected) => expect(changeOfEvent({ topic, body })).toEqual(expected));
