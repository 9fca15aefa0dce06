import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pricedProducts } from "./bench/edit-price.ts";
import { runCommand } from "./checks/run-command.ts";
import { root } from "./settings.ts";
import { openOwnHouse } from "./bench/own-house.ts";
import { percentile } from "./bench/percentiles.ts";
import { isInstalled } from "./bench/programs.ts";
import { chromiumFlags, chromiumPath } from "./chromium.ts";
import { takeFreePorts } from "./ports.ts";

/**
 * What Lighthouse says of a product page on a phone, median of so many runs: `npm run bench:pages -- [RUNS]`. Its times are of
 * a slowed-down phone that it reckons with, and still feel what else this machine does; the budgets that fail the tests are in
 * `e2e/journeys/budgets.spec.ts` and count bytes, requests and shifts.
 */
const [runs = 5] = process.argv.slice(2).map(Number);

const { house, settings } = await openOwnHouse("bench-pages", {
  EDGE: isInstalled("varnishd") ? "varnish" : "embedded",
});
try {
  const [product] = await pricedProducts(
    `http://127.0.0.1:${settings.ports.shopify}`,
    settings.variables["SHOPIFY_STOREFRONT_PRIVATE_TOKEN"] ?? "",
  );
  const page = `${settings.publicOrigin}/en-gb/products/${product?.handle ?? ""}`;
  const browser = await openBrowser();
  try {
    const seen: Record<string, number>[] = [];
    for (let run = 0; run < runs; run += 1) seen.push(await look(page, browser.port));
    report(seen);
  } finally {
    await browser.close();
  }
} finally {
  await house.stop();
}

async function openBrowser(): Promise<{ port: number; close: () => Promise<void> }> {
  const [port = 0] = await takeFreePorts(1);
  const child = spawn(
    await chromiumPath(),
    [
      ...chromiumFlags,
      "--headless=new",
      `--remote-debugging-port=${port}`,
      `--user-data-dir=${join(settings.folder, "browser")}`,
    ],
    { stdio: "ignore" },
  );
  for (let tries = 0; ; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => null)) break;
    if (tries > 100) throw new Error("Chromium does not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port,
    close: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/**
 * One run with Lighthouse's own idea of a phone; milliseconds, bytes, and shares of one. It is fetched when it is asked for:
 * among the project's packages it would bring OpenTelemetry to every other one that can do with it, Next first.
 */
async function look(page: string, port: number): Promise<Record<string, number>> {
  const file = join(settings.folder, "lighthouse.json");
  const { code, output } = await runCommand(root, [
    "npx",
    "--yes",
    "lighthouse@13.5.0",
    page,
    `--port=${port}`,
    "--only-categories=performance",
    "--output=json",
    `--output-path=${file}`,
    "--quiet",
  ]);
  if (code !== 0) throw new Error(`Lighthouse saw nothing:\n${output}`);
  const { audits, categories } = JSON.parse(readFileSync(file, "utf8")) as LighthouseReport;
  const value = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
  return {
    score: (categories["performance"]?.score ?? Number.NaN) * 100,
    "first paint ms": value("first-contentful-paint"),
    "largest paint ms": value("largest-contentful-paint"),
    "blocking ms": value("total-blocking-time"),
    "layout shift": value("cumulative-layout-shift"),
    "all bytes": value("total-byte-weight"),
  };
}

type LighthouseReport = {
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
};

function report(seen: readonly Record<string, number>[]): void {
  const medians = Object.keys(seen[0] ?? {}).map((name) => {
    const median = percentile(
      seen.map((run) => run[name] ?? Number.NaN),
      0.5,
    );
    return `${name} ${name === "layout shift" ? median.toFixed(3) : median.toFixed(0)}`;
  });
  console.log(`Lighthouse, mobile, median of ${runs}: ${medians.join(", ")}`);
  console.log(
    "budgets, in npm test: script 150000 bytes, HTML 20000 bytes, layout shift 0.02, 6 awaited requests",
  );
}
