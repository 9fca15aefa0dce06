import { setTimeout as pause } from "node:timers/promises";
import { shopAddresses } from "./bench/shop-addresses.ts";
import { pricedProducts, switchFaults, switchFaultsOff } from "./bench/edit-price.ts";
import { openOwnHouse } from "./bench/own-house.ts";
import { timeEach } from "./bench/percentiles.ts";
import { requirePrograms } from "./bench/programs.ts";
import { fillCart } from "./bench/shopper.ts";

/**
 * Shopify answers nobody for an hour, and then for a day, with all lifetimes and both outages divided by one number:
 * `node packages/workbench/src/outage.ts [DIVISOR]`; 360 makes the day four minutes. Midway through each Varnish and the
 * storefront are killed and begin again with nothing but what was stored. Fails unless every page that was known answers
 * 200 each time, and search and cart say in words what they cannot do.
 */
const [divisor = 360] = process.argv.slice(2).map(Number);
const outages = [
  { name: "an hour", seconds: 3_600 / divisor },
  { name: "a day", seconds: 86_400 / divisor },
];
const lanes = 4;

requirePrograms(["varnishd"]);
const { house, settings } = await openOwnHouse("outage", {
  EDGE: "varnish",
  EVERTILL_TIME_DIVISOR: String(divisor),
});
const shopUrl = `http://127.0.0.1:${settings.ports.shopify}`;
const door = `http://127.0.0.1:${settings.ports.door}`;
try {
  const token = settings.variables["SHOPIFY_STOREFRONT_PRIVATE_TOKEN"] ?? "";
  const known = await shopAddresses(shopUrl, token);
  const [product] = await pricedProducts(shopUrl, token);
  const cartId = await fillCart({ shopifyUrl: shopUrl }, product?.variantId ?? "");
  const never = await askForAll(known);
  if (never.length > 0) throw new Error(`Not good before any outage: ${never.slice(0, 5).join(", ")}`);
  for (const { name, seconds } of outages) {
    await switchFaults(shopUrl, [
      { target: "shopify-storefront", mode: "refuse" },
      { target: "shopify-admin", mode: "refuse" },
    ]);
    await pause(1_000);
    const first = await askFor(known, seconds / 2);
    const words = await sayWhatTheyCannotDo(`evertill_cart=${encodeURIComponent(cartId)}`);
    await beginAgain();
    const second = await askFor(known, seconds / 2);
    const failed = [...first.failed, ...second.failed];
    const asked = first.asked + second.asked;
    console.log(
      `${name} without the shop (${seconds.toFixed(0)} s): ${asked - failed.length} of ${asked} answers 200, ${known.length} addresses, ${words.length} without words`,
    );
    for (const line of [...new Set([...failed, ...words])].slice(0, 20)) console.log(`  ${line}`);
    if (failed.length > 0 || words.length > 0) process.exitCode = 1;
    await switchFaultsOff(shopUrl);
    await untilSearchWorks();
  }
} finally {
  await house.stop();
}

/** Varnish with an empty memory, and a storefront that knows what is in its store and on its disk. */
async function beginAgain(): Promise<void> {
  for (const name of ["door", "storefront"]) await house.supervisor.kill(name);
  for (const name of ["storefront", "door"]) await house.supervisor.startAgain(name);
}

/** Again and again until the time is over; what did not answer 200, with how it answered. */
async function askFor(
  known: readonly string[],
  seconds: number,
): Promise<{ asked: number; failed: string[] }> {
  const end = performance.now() + seconds * 1_000;
  const failed: string[] = [];
  let asked = 0;
  do {
    failed.push(...(await askForAll(known)));
    asked += known.length * 2;
    await pause(200);
  } while (performance.now() < end);
  return { asked, failed };
}

/** Every address once as a page and once as the stream of a navigation. */
async function askForAll(known: readonly string[]): Promise<string[]> {
  const failed: string[] = [];
  await timeEach(known, lanes, async (path) => {
    for (const [form, url, headers] of [
      ["page", path, { accept: "text/html" }],
      ["stream", `${path}?_rsc=`, { rsc: "1" }],
    ] as const) {
      const answer = await fetch(door + url, { headers });
      await answer.arrayBuffer();
      if (answer.status !== 200) failed.push(`${path} (${form}): ${answer.status}`);
    }
  });
  return failed;
}

/** What answers an outage without saying so: a search nobody asked for before, and the cart of a shopper who has one. */
async function sayWhatTheyCannotDo(cookie: string): Promise<string[]> {
  const wanted = [
    { path: `/en-gb/search?q=${crypto.randomUUID()}`, status: 503, words: "We cannot search just now" },
    { path: `/de-de/search?q=${crypto.randomUUID()}`, status: 503, words: "Die Suche geht gerade nicht" },
    { path: "/de-de/cart", status: 200, words: "Der Warenkorb antwortet gerade nicht" },
    { path: "/de-de/cart.json", status: 503, words: "Der Warenkorb antwortet gerade nicht" },
  ];
  const silent: string[] = [];
  for (const { path, status, words } of wanted) {
    const accept = path.endsWith(".json") ? "application/json" : "text/html";
    const answer = await fetch(door + path, { headers: { accept, cookie } });
    const text = await answer.text();
    if (answer.status !== status || !text.includes(words))
      silent.push(`${path}: ${answer.status} without "${words}"`);
  }
  return silent;
}

async function untilSearchWorks(): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await fetch(`${door}/en-gb/search?q=lamp${tries}`, { headers: { accept: "text/html" } });
    await answer.arrayBuffer();
    if (answer.status === 200) return;
    await pause(500);
  }
  throw new Error("The shop is back, and search still is not");
}
