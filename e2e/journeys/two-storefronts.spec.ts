import { expect, test } from "@playwright/test";
import pg from "pg";
import { openStorefront } from "../gestures/own-storefront.ts";
import { required } from "../gestures/outside.ts";
import { openScriptedShop } from "../gestures/scripted-shop.ts";

/** Two processes of one build that share both of Next's caches in a database of their own, asked over plain HTTP. */
const database = `two_storefronts_${crypto.randomUUID().slice(0, 8)}`;
const path = "/en-gb/products/brand-new-milking-stool";

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
  const written = await page(one);
  expect(written).toMatchObject({ status: 200, title: "Milking Stool" });
  const asked = shop.asked();
  expect(await page(other)).toEqual(written);
  // The other only asked whether the handle is there, which each process remembers for itself.
  expect(shop.asked() - asked).toBeLessThanOrEqual(1);

  const own = written.tags.filter((tag) => tag.startsWith("product-page:"));
  expect(own).toHaveLength(1);
  shop.edit("Milking Stool", "Edited Once");
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
  shop.edit("Milking Stool", "Edited Twice");
  await callStale(one, own);
  await expect.poll(async () => (await page(one)).title, { timeout: 30_000 }).toBe("Edited Twice");
});
