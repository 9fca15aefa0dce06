import { join } from "node:path";
import { addUp, type Check, fail, type Tally } from "./checks/check.ts";
import { findLeftBehind } from "./checks/left-behind.ts";
import { staticChecks } from "./checks/static-checks.ts";
import { runJourneys, runUnitTests } from "./checks/suites.ts";
import { openHouse, takeEmptyFolder } from "./house.ts";
import { offerHouseControl } from "./house-control.ts";
import { freePorts, readSettings, root } from "./settings.ts";

const folder = join(root, ".evertill", "test");
await takeEmptyFolder(folder);

const checks: Check[] = [
  ...staticChecks(root),
  { name: "unit and integration tests", run: () => runUnitTests(root, folder) },
  { name: "journeys in a browser", run: walkJourneys },
];

const only = process.argv.slice(2);
const tallies: Tally[] = [];
for (const { name, run } of checks) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  const began = Date.now();
  const tally = await run().catch((error: unknown) =>
    fail(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  tallies.push(tally);
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  console.log(
    `${tally.failed > 0 ? "✗" : "✓"} ${name}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped (${seconds} s)`,
  );
  if (tally.output) console.log(tally.output.trimEnd().replace(/^/gm, "    "));
}
const total = addUp(tallies);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** Journeys shop in a fresh house with the stand-ins, whatever keys are set; afterwards nothing secret may be left in it. */
async function walkJourneys(): Promise<Tally> {
  const settings = readSettings(await freePorts(), folder);
  const house = await openHouse(settings, { say: () => undefined, restart: false });
  const control = await offerHouseControl(house.supervisor);
  try {
    const journeys = await runJourneys(root, folder, {
      ...house.variables,
      BASE_URL: settings.publicOrigin,
      SHOPIFY_SANDBOX_URL: `http://127.0.0.1:${settings.ports.shopify}`,
      STRIPE_SANDBOX_URL: `http://127.0.0.1:${settings.ports.stripe}`,
      ADYEN_SANDBOX_URL: `http://127.0.0.1:${settings.ports.adyen}`,
      PAYPAL_SANDBOX_URL: `http://127.0.0.1:${settings.ports.paypal}`,
      HOUSE_CONTROL_URL: control.url,
    });
    const { DATABASE_URL = "", SANDBOX_DATABASE_URL = "" } = house.variables;
    const left = await findLeftBehind(join(folder, "logs"), [DATABASE_URL, SANDBOX_DATABASE_URL]);
    return { ...addUp([journeys, left]), output: [journeys.output, left.output].filter(Boolean).join("\n") };
  } finally {
    control.close();
    await house.stop();
  }
}
