import { editPrice, lookFor, type PricedProduct, pricedProducts, switchFaults } from "./bench/edit-price.ts";
import { openOwnHouse } from "./bench/own-house.ts";
import { percentile } from "./bench/percentiles.ts";
import { isInstalled } from "./bench/programs.ts";

/**
 * How long after a price is edited in the shop the door shows it: `npm run bench:freshness -- [EDITS] [LOST]`, behind Varnish
 * where it is installed. LOST edits are made while every webhook is lost, so that only the sweep can tell of them. Fails when a
 * price never comes.
 */
const [edits = 200, lost = 2] = process.argv.slice(2).map(Number);
const withinMs = 30_000;
/** The sweep begins every minute. */
const sweptWithinMs = 90_000;

const edge = isInstalled("varnishd") ? "varnish" : "embedded";
const { house, settings } = await openOwnHouse("bench-freshness", { EDGE: edge });
try {
  const shopUrl = `http://127.0.0.1:${settings.ports.shopify}`;
  const products = await pricedProducts(
    shopUrl,
    settings.variables["SHOPIFY_STOREFRONT_PRIVATE_TOKEN"] ?? "",
  );
  const told = await measure(products, { shopUrl, count: edits, untilMs: withinMs });
  report(`edit to the door (${edge}), told by webhook`, told);
  await switchFaults(shopUrl, [{ target: "shopify-webhooks", mode: "webhook-lost" }]);
  const swept = await measure(products, { shopUrl, count: lost, untilMs: sweptWithinMs });
  report("edit to the door, every webhook lost", swept);
  process.exitCode = [...told, ...swept].includes(Number.POSITIVE_INFINITY) ? 1 : 0;
} finally {
  await house.stop();
}

async function measure(
  products: readonly PricedProduct[],
  { shopUrl, count, untilMs }: { shopUrl: string; count: number; untilMs: number },
): Promise<number[]> {
  const samplesMs: number[] = [];
  for (let edit = 0; edit < count; edit += 1) {
    const product = products[edit % products.length];
    if (!product) throw new Error("The shop sells nothing");
    // A price no page has shown before.
    const price = `${1_000 + edit}.${String(Math.floor(Math.random() * 100)).padStart(2, "0")}`;
    const page = `${settings.publicOrigin}/en-gb/products/${product.handle}`;
    // So that the door keeps the old price, as it does of whatever people look at.
    await fetch(page).then((answer) => answer.arrayBuffer());
    await editPrice(shopUrl, product.variantId, price);
    const began = performance.now();
    const isThere = await lookFor(
      page,
      `£${Number(price).toLocaleString("en-GB", { minimumFractionDigits: 2 })}`,
      untilMs,
    );
    samplesMs.push(isThere ? performance.now() - began : Number.POSITIVE_INFINITY);
  }
  return samplesMs;
}

function report(what: string, samplesMs: readonly number[]): void {
  if (samplesMs.length === 0) return;
  const [p50, p95, max] = [0.5, 0.95, 1].map((share) => (percentile(samplesMs, share) / 1_000).toFixed(2));
  const never = samplesMs.filter((ms) => ms === Number.POSITIVE_INFINITY).length;
  console.log(
    `${what}: p50 ${p50} s, p95 ${p95} s, longest ${max} s of ${samplesMs.length} edits, ${never} never came`,
  );
}
