import { commitRate } from "./bench/commit-rate.ts";
import { adminPoints, type Aftermath, aftermath, drain, type Drained } from "./bench/drain.ts";
import { openOwnHouse } from "./bench/own-house.ts";
import { percentile, timeEach } from "./bench/percentiles.ts";
import { processorTime } from "./bench/processor-time.ts";
import { pay, prepareCheckout, type ReadyCheckout, type Shop } from "./bench/shopper.ts";

/**
 * Loads the till with everything on this machine: `npm run bench:checkout -- [ORDERS] [LANES] [GOODS] [PATIENCE]`. Only the
 * last click is timed; it prices again, reserves, pays at the sandbox's Stripe and places the order. PATIENCE: the seconds the
 * worker has to finish afterwards what it put off.
 */
const [orders = 600, lanes = 16, goods = 40, patience = 300] = process.argv.slice(2).map(Number);
const { house, settings } = await openOwnHouse("bench");
try {
  const shop: Shop = {
    publicOrigin: settings.publicOrigin,
    shopifyUrl: `http://127.0.0.1:${settings.ports.shopify}`,
    stripeUrl: `http://127.0.0.1:${settings.ports.stripe}`,
  };
  const variantIds = await stockUp(shop, orders + 100);
  const ready: ReadyCheckout[] = [];
  const preparing = await timeEach(
    Array.from({ length: orders }, (_, index) => index),
    lanes,
    async (index) => {
      const variantId = variantIds[index % variantIds.length] ?? "";
      ready.push(await prepareCheckout(shop, variantId, `shopper-${index}@example.com`));
    },
  );
  report("checkouts made ready (cart, contact, address, delivery, card)", preparing);

  const kinds = new Map<string, number>();
  const before = processorTime(house.supervisor.processIds());
  const pointsBefore = await adminPoints(shop.shopifyUrl);
  const paying = await timeEach(ready, lanes, async (checkout) => {
    const kind = await pay(shop, checkout, crypto.randomUUID());
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  });
  report("orders (the pay click)", paying);
  const whenPaid = processorTime(house.supervisor.processIds());
  reportProcessorTime("while shoppers paid", before, whenPaid);
  const databaseUrl = house.variables["DATABASE_URL"] ?? "";
  const drained = await drain(databaseUrl, patience * 1_000);
  reportProcessorTime("until all was done", before, processorTime(house.supervisor.processIds()));
  console.log(`answers: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ")}`);
  reportAdminPoints(pointsBefore.spent, await adminPoints(shop.shopifyUrl));
  reportAftermath(await aftermath(databaseUrl), { drained, paid: kinds.get("paid") ?? 0 });
  const commits = await commitRate(databaseUrl, lanes);
  console.log(`bare commits/s of the same Postgres: ${commits.toFixed(0)}`);
  console.log(
    `orders / bare commits: ${(((paying.samplesMs.length / paying.wholeMs) * 1_000) / commits).toFixed(4)}`,
  );
} finally {
  await house.stop();
}

function report(what: string, { samplesMs, wholeMs, errors }: Awaited<ReturnType<typeof timeEach>>): void {
  const rate = ((samplesMs.length / wholeMs) * 1_000).toFixed(1);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(samplesMs, share).toFixed(0));
  console.log(`${what}: ${rate}/s, p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, ${errors.length} errors`);
  for (const error of new Set(errors.slice(0, 5))) console.log(`  ${error}`);
}

/** Whose processor time an order costs: what the worker puts off is in the second of the two lines only. */
function reportProcessorTime(
  when: string,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): void {
  const used = [...after].map(([name, ms]) => [name, (ms - (before.get(name) ?? 0)) / orders] as const);
  if (used.length === 0) return;
  const whole = used.reduce((sum, [, ms]) => sum + ms, 0);
  const parts = used.map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
  console.log(`processor ms per order ${when}: ${whole.toFixed(1)} (${parts.join(", ")})`);
}

/** No worker is quicker than the shop allows, once what its Admin API had saved up is spent. */
function reportAdminPoints(
  spentBefore: number,
  { spent, restoredPerSecond }: Awaited<ReturnType<typeof adminPoints>>,
): void {
  const each = (spent - spentBefore) / orders;
  const floor = (restoredPerSecond / each).toFixed(1);
  console.log(
    `points of the shop's Admin API: ${each.toFixed(1)} an order; at its ${restoredPerSecond} a second no more than ${floor} orders/s drain`,
  );
}

/** An order that was answered as paid and is neither in all of its places nor waiting for the worker is lost: the bench fails. */
function reportAftermath(
  { placed, twice, gaveUp, forPersons, ...done }: Aftermath,
  { drained: { tookMs, waiting }, paid }: { drained: Drained; paid: number },
): void {
  const places = Object.entries(done).map(([name, count]) => `${count} ${name}`);
  const seconds = (tookMs / 1_000).toFixed(1);
  console.log(
    `${waiting === 0 ? "drained" : `${waiting} jobs and webhooks still wait`} ${seconds} s after the last click`,
  );
  console.log(`orders: ${placed} placed, ${places.join(", ")}`);
  console.log(`duplicates: ${twice}, jobs that gave up: ${gaveUp}, cases for a person: ${forPersons}`);
  const isWhole = placed === paid && Object.values(done).every((count) => count === placed);
  const isLost = placed !== paid || gaveUp > 0 || (waiting === 0 && !isWhole);
  console.log(`lost: ${isLost ? "see the counts above, which should be the same" : "nothing"}`);
  if (isLost || twice > 0) process.exitCode = 1;
}

/** Makes sure that stock is not what is measured. Answers what is bought: as many goods as were asked for. */
async function stockUp({ shopifyUrl }: Shop, available: number): Promise<readonly string[]> {
  const variants = (await (await fetch(`${shopifyUrl}/control/api/variants`)).json()) as {
    id: string;
    requiresShipping: boolean;
    inventory: { tracked: boolean };
  }[];
  const chosen = variants
    .filter(({ requiresShipping, inventory }) => requiresShipping && inventory.tracked)
    .slice(0, goods);
  if (chosen.length === 0) throw new Error("The sandbox sells nothing that has stock");
  for (const { id } of chosen) {
    const body = JSON.stringify({ available });
    await fetch(`${shopifyUrl}/control/api/variants/${id}`, { method: "PATCH", body });
  }
  return chosen.map(({ id }) => id);
}
