import { expect, test } from "@playwright/test";
import pg from "pg";
import { openStorefront } from "../gestures/own-storefront.ts";
import { required } from "../gestures/outside.ts";
import { openScriptedShop } from "../gestures/scripted-shop.ts";

/** Two processes of one build that share both of Next's caches in a database of their own, asked over plain HTTP. */
const database = `two_storefronts_${crypto.randomUUID().slice(0, 8)}`;
/** Of pages that nobody has asked for, one after the other. */
const handles = [
  "milking-stool",
  "stem-vase",
  "field-cushion",
  "pattern-book",
  "morel-lamp",
  "wick-lamp",
].values();
let path = "";

type Storefront = Awaited<ReturnType<typeof openStorefront>>;
const running: Storefront[] = [];
let shop: Awaited<ReturnType<typeof openScriptedShop>>;

async function start(): Promise<Storefront> {
  const cache = Object.assign(new URL(required("CACHE_DATABASE_URL")), { pathname: `/${database}` }).href;
  const storefront = await openStorefront(shop.url, { cache });
  running.push(storefront);
  return storefront;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: required("CACHE_DATABASE_URL") });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function page({ storefront }: Storefront) {
  const answer = await fetch(storefront + path);
  const text = await answer.text();
  return {
    status: answer.status,
    title: /<h1[^>]*>([^<]*)/.exec(text)?.[1],
    tags: answer.headers.get("cache-tag")?.split(",") ?? [],
  };
}

/** In one process alone, as the worker tells each. */
async function callStale({ storefront }: Storefront, tags: readonly string[]): Promise<void> {
  const told = await fetch(`${storefront}/api/revalidate`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${required("REVALIDATE_SECRET")}`,
    },
    body: JSON.stringify({ tags }),
  });
  expect(told.status).toBe(200);
}

test.beforeAll(async () => {
  await onServer(`create database ${database}`);
  shop = await openScriptedShop(required("SHOPIFY_SANDBOX_URL"));
});
test.afterAll(async () => {
  await Promise.all(running.map((storefront) => storefront.close()));
  shop.close();
  await onServer(`drop database if exists ${database} with (force)`);
});

test("what one process wrote the other shows without asking the shop, hears of its changes, and both outlive a restart and the database", async () => {
  const [one, other] = [await start(), await start()];
  // A store that takes longer than a page may wait is passed over, as on a busy machine at first: then with the next page.
  await expect
    .poll(async () => {
      path = `/en-gb/products/brand-new-${handles.next().value ?? ""}`;
      await page(one);
      const asked = shop.asked();
      await page(other);
      return shop.asked() - asked;
    })
    // Only whether the handle is there, which each process remembers for itself.
    .toBeLessThanOrEqual(1);
  const written = await page(one);
  expect(await page(other)).toEqual(written);
  const { title = "" } = written;

  const own = written.tags.filter((tag) => tag.startsWith("product-page:"));
  expect(own).toHaveLength(1);
  shop.edit(title, "Edited Once");
  await callStale(one, own);
  await expect.poll(async () => (await page(other)).title).toBe("Edited Once");
  await expect.poll(async () => (await page(one)).title).toBe("Edited Once");

  await other.close();
  const again = await start();
  shop.meet("refuses connections");
  expect(await page(again)).toMatchObject({ status: 200, title: "Edited Once" });
  shop.meet(null);

  await onServer(`drop database ${database} with (force)`);
  for (const process of [one, again])
    expect(await page(process)).toMatchObject({ status: 200, title: "Edited Once" });
  shop.edit(title, "Edited Twice");
  await callStale(one, own);
  await expect.poll(async () => (await page(one)).title, { timeout: 30_000 }).toBe("Edited Twice");
});
