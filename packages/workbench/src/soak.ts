import { readFileSync } from "node:fs";
import { handleOf, stockBigShop } from "./bench/big-shop.ts";
import { openOwnHouse } from "./bench/own-house.ts";
import { descendants } from "./bench/processor-time.ts";

/**
 * Asks the storefront itself for so many different products, spread over so many minutes, and looks at its memory:
 * `node packages/workbench/src/soak.ts [PRODUCTS] [MINUTES]`. Fails when what it needs in the last quarter is more than a
 * tenth above what it needed in the quarter before, or when a page fails.
 */
const [products = 2_000, minutes = 10] = process.argv.slice(2).map(Number);
const growthMax = 0.1;

const { house, settings } = await openOwnHouse("soak");
try {
  await stockBigShop({ settings }, products);
  // What the import itself left in the process is not what shoppers leave.
  await house.supervisor.kill("storefront");
  await house.supervisor.startAgain("storefront");
  const origin = `http://localhost:${settings.ports.storefront}`;
  const samples = await walk(origin);
  report(samples);
} finally {
  await house.stop();
}

/** Each product once in both locales, as a page and as a stream, at an even pace; memory in megabytes after each. */
async function walk(origin: string): Promise<number[]> {
  const samples: number[] = [];
  const began = performance.now();
  for (let rank = 0; rank < products; rank += 1) {
    for (const locale of ["en-gb", "de-de"]) await look(`${origin}/${locale}/products/${handleOf(rank)}`);
    samples.push(storefrontMegabytes());
    const dueMs = ((rank + 1) / products) * minutes * 60_000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - (performance.now() - began))));
  }
  return samples;
}

async function look(page: string): Promise<void> {
  for (const headers of [{ accept: "text/html" }, { rsc: "1" }]) {
    const answer = await fetch(headers.rsc ? `${page}?_rsc=` : page, { headers });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`);
  }
}

/** What the storefront's processes hold in memory. */
function storefrontMegabytes(): number {
  const ids = descendants(house.supervisor.processIds().get("storefront") ?? 0);
  return ids.reduce((sum, id) => sum + residentMegabytes(id), 0);
}

function residentMegabytes(processId: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}

function report(samples: readonly number[]): void {
  const quarters = [0, 1, 2, 3].map((quarter) => {
    const part = samples.slice((samples.length * quarter) / 4, (samples.length * (quarter + 1)) / 4);
    return part.reduce((sum, megabytes) => sum + megabytes, 0) / Math.max(1, part.length);
  });
  const [, , third = 0, fourth = 0] = quarters;
  const growth = fourth / third - 1;
  console.log(
    `soak of ${products} products in ${minutes} minutes: ${quarters.map((megabytes) => megabytes.toFixed(0)).join(", ")} MB by quarter, highest ${Math.max(...samples).toFixed(0)} MB`,
  );
  console.log(`memory in the last quarter: ${(growth * 100).toFixed(1)} % above the one before`);
  if (growth > growthMax) process.exitCode = 1;
}
