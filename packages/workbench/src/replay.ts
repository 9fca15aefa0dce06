import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { handleOf, stockBigShop } from "./bench/big-shop.ts";
import { drain } from "./bench/drain.ts";
import { askShop, editPrice } from "./bench/edit-price.ts";
import { openOwnHouse } from "./bench/own-house.ts";
import { timeEach } from "./bench/percentiles.ts";
import { requirePrograms } from "./bench/programs.ts";
import { takeFreePorts } from "./ports.ts";
import { countInFrontOf } from "./replay/counting-origin.ts";
import { Outcomes } from "./replay/outcomes.ts";
import { type ReplayedProduct, type ShopRequest, shopperRequests } from "./replay/shoppers.ts";

/**
 * Shoppers at Varnish from a cold start, while prices change: `node packages/workbench/src/replay.ts [REQUESTS] [PRODUCTS]
 * [PER_SECOND]`. Prints what came from the cache, whole and after the first minute, and then what a purge costs the origin:
 * at most the kept representations that carry its tags. Fails when less than 98 % of what somebody had asked for before came
 * from the cache, prices as they are now aside, beyond that cost, or when a request fails.
 */
const [count = 20_000, products = 500, perSecond = 150] = process.argv.slice(2).map(Number);
const wantedRatio = 0.98;
const lanes = 16;
const editEveryMs = 5_000;
const purgesTried = 20;
const drainPatienceMs = 120_000;
const settlingRounds = 100;

requirePrograms(["varnishd"]);
const [storefrontPort = 0] = await takeFreePorts(1);
const origin = await countInFrontOf({ port: storefrontPort });
const { house, settings } = await openOwnHouse("replay", {
  EDGE: "varnish",
  STOREFRONT_PORT: String(storefrontPort),
  STOREFRONT_URL: origin.url,
  STOREFRONT_URLS: `http://localhost:${storefrontPort}`,
});
const shopUrl = `http://127.0.0.1:${settings.ports.shopify}`;
const door = `http://127.0.0.1:${settings.ports.door}`;
try {
  await stockBigShop({ settings }, products);
  const shop = await readBigShop();
  await beginCold();
  const sent = await replay(shop);
  await purgeByTag(shop, sent);
} finally {
  await house.stop();
  await origin.close();
}

type BigShop = readonly (ReplayedProduct & { readonly productId: string })[];

/** Ids of the made products, by rank. */
async function readBigShop(): Promise<BigShop> {
  const token = settings.variables["SHOPIFY_STOREFRONT_PRIVATE_TOKEN"] ?? "";
  const known: (ReplayedProduct & { productId: string })[] = [];
  for (let from = 0; from < products; from += 50) {
    const ranks = Array.from({ length: Math.min(50, products - from) }, (_, index) => from + index);
    const query = ranks.map(
      (rank) =>
        `p${rank}: product(handle: "${handleOf(rank)}") { id featuredImage { url } selectedOrFirstAvailableVariant { id } }`,
    );
    const found = (await askShop(shopUrl, token, `{ ${query.join(" ")} }`)) as Record<
      string,
      { id: string; featuredImage: { url: string } | null; selectedOrFirstAvailableVariant: { id: string } }
    >;
    for (const rank of ranks) {
      const product = found[`p${rank}`];
      if (!product) throw new Error(`The sandbox has no ${handleOf(rank)}`);
      const { pathname = "", search = "" } = product.featuredImage ? new URL(product.featuredImage.url) : {};
      known.push({
        picture: pathname + search,
        productId: numberOf(product.id),
        variantId: numberOf(product.selectedOrFirstAvailableVariant.id),
      });
    }
  }
  return known;
}

function numberOf(gid: string): string {
  return gid.split("/").at(-1) ?? "";
}

/** Nothing at the edge, and in the storefront only what was written at build. */
async function beginCold(): Promise<void> {
  for (const name of ["door", "storefront"]) await house.supervisor.kill(name);
  const cache = new pg.Client({ connectionString: house.variables["CACHE_DATABASE_URL"] });
  await cache.connect();
  await cache.query("truncate cache_entry");
  await cache.end();
  for (const name of ["storefront", "door"]) await house.supervisor.startAgain(name);
}

/** Answers one request of each kind that was sent, to be sent again. */
async function replay(shop: BigShop): Promise<readonly ShopRequest[]> {
  const shoppers = shopperRequests(
    {
      products: shop,
      menu: [
        "",
        "/collections/lamps",
        "/collections/ceramics",
        "/collections/everyday-table",
        "/search",
        "/pages/about",
      ],
      files: await filesOf("/en-gb/pages/about"),
      germans: 0.3,
      phones: 0.7,
      tracked: 0.4,
      arriveAtProduct: 0.6,
      shownBeside: 4,
      goingOn: 0.5,
    },
    20_261_121,
  );
  const requests = Array.from({ length: count }, () => shoppers.next().value);
  const outcomes = new Outcomes();
  const asked = new Set<string>();
  const began = performance.now();
  let edits = 0;
  const editing = setInterval(() => void editSomePrice(shop, (edits += 1)), editEveryMs);
  const { wholeMs, errors } = await timeEach([...requests.entries()], lanes, async ([index, request]) => {
    const dueMs = (index / perSecond) * 1_000;
    await pause(Math.max(0, dueMs - (performance.now() - began)));
    const atMs = performance.now() - began;
    const key = keyOf(request);
    const isFirst = !asked.has(key);
    asked.add(key);
    const { status, isHit } = await send(request);
    outcomes.note(request.purpose, { status, isHit, isFirst, atMs });
  });
  clearInterval(editing);
  console.log(
    `${count} requests for ${products} products in ${(wholeMs / 1_000).toFixed(0)} s, prices edited every ${editEveryMs / 1_000} s`,
  );
  // A short run, to try it out, has no second minute.
  const warmFromMs = Math.min(60_000, wholeMs / 2);
  for (const line of outcomes.lines(warmFromMs)) console.log(line);
  for (const error of new Set([...errors, ...outcomes.failures()])) console.log(`  ${error}`);
  if (outcomes.ratioOfAskedBefore() < wantedRatio || errors.length > 0 || outcomes.failures().length > 0)
    process.exitCode = 1;
  return [...new Map(requests.map((request) => [keyOf(request), request])).values()].filter(
    ({ purpose }) => purpose !== "live" && purpose !== "file" && purpose !== "picture",
  );
}

/** What a page names under `/_next/static/`. */
async function filesOf(path: string): Promise<string[]> {
  const html = await fetch(door + path).then((answer) => answer.text());
  const named = html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g);
  return [...new Set([...named].map(([, file = ""]) => file.replaceAll("&amp;", "&")))];
}

/** Of one of those that are asked for most. */
async function editSomePrice(shop: BigShop, edit: number): Promise<void> {
  const { variantId = "" } = shop[(edit * edit) % Math.min(50, shop.length)] ?? {};
  await editPrice(shopUrl, variantId, `${100 + edit}.50`);
}

/** Without tracking, and wherever a navigation comes from, as the edge sees it. */
function keyOf({ path, headers, purpose }: ShopRequest): string {
  const bare = purpose === "document" || purpose === "navigation" ? path.replace(/\?.*/, "") : path;
  return `${bare} ${headers["next-router-segment-prefetch"] ?? ""} ${headers["rsc"] ?? ""}`;
}

async function send({ path, headers }: ShopRequest): Promise<{ status: number; isHit: boolean }> {
  const answer = await fetch(door + path, { headers, redirect: "manual" });
  await answer.arrayBuffer();
  return { status: answer.status, isHit: answer.headers.get("x-cache") === "HIT" };
}

/** Until nothing but a purge has anybody ask the origin: the edits are done, no sweep comes, and all pages are new. */
async function settle(sent: readonly ShopRequest[]): Promise<void> {
  await drain(house.variables["DATABASE_URL"] ?? "", drainPatienceMs);
  await house.supervisor.kill("worker");
  await askUntilSettled(sent);
}

/**
 * Until everything that was ever asked for comes from the edge alone. One round is not enough: where more is old than the
 * edge may fetch at once, the rest is answered as it is, and fetched for whoever asks next.
 */
async function askUntilSettled(sent: readonly ShopRequest[]): Promise<void> {
  for (let round = 0; round < settlingRounds; round += 1) {
    const before = origin.passed.length;
    await askAll(sent);
    await untilSilent();
    if (origin.passed.length === before) return;
  }
  throw new Error(`The origin was still asked after ${settlingRounds} rounds without a purge`);
}

async function askAll(requests: readonly ShopRequest[]): Promise<void> {
  await timeEach(requests, lanes, async (request) => void (await send(request)));
}

/** Until the edge has fetched what it fetches behind its answers; what was answered as stale has then had its second, too. */
async function untilSilent(): Promise<void> {
  for (let before = -1; before !== origin.passed.length;) {
    before = origin.passed.length;
    await pause(1_500);
  }
}

/** Purges one product's tag after another and asks for everything that was ever asked for, by several shoppers at once. */
async function purgeByTag(shop: BigShop, sent: readonly ShopRequest[]): Promise<void> {
  await settle(sent);
  let [costliest, worst] = [0, ""];
  for (let rank = 0; rank < Math.min(purgesTried, shop.length); rank += 1) {
    const { productId = "" } = shop[rank] ?? {};
    const before = origin.passed.length;
    const carrying = await purge(`product:${productId} product-page:${productId}`);
    const about = sent.filter(({ path }) => path.includes(`/products/${handleOf(rank)}`));
    await askAll([...about, ...about]);
    await askUntilSettled(sent);
    const cost = origin.passed.length - before;
    if (cost > carrying) worst = `${handleOf(rank)}: ${cost} requests for ${carrying} representations`;
    costliest = Math.max(costliest, carrying === 0 ? 0 : cost / carrying);
  }
  console.log(
    `origin requests per purged representation: at most ${costliest.toFixed(2)} in ${purgesTried} purges${worst ? ` (${worst})` : ""}`,
  );
  if (worst) process.exitCode = 1;
}

/** How many kept answers became stale. */
async function purge(tags: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${settings.ports.purge}`, {
    method: "PURGE",
    headers: { xkey: tags },
  });
  if (answer.status !== 200) throw new Error(`The purge of ${tags} was answered with ${answer.status}`);
  return Number(answer.headers.get("x-purged"));
}
