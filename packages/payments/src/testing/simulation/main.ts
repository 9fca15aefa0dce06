import { parseArgs } from "node:util";
import { providerNames } from "../../provider.ts";
import { availableShareMin, measureAvailability } from "./availability.ts";
import { availabilityLine, reportLines } from "./print-report.ts";
import { simulate } from "./simulate.ts";

/** From so many runs on every fault and every crash point must have been met. */
const cellsFromRuns = 10_000;
const availabilityCheckouts = 1_500;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    trace: { type: "boolean", default: false },
  },
});
const runs = wholeNumber("runs", values.runs);
const seed = wholeNumber("seed", values.seed);
const from = wholeNumber("from", values.from);
const began = Date.now();
const problems: string[] = [];

const trace = values.trace ? { trace: (line: string) => console.log(line) } : {};
const report = await simulate({ runs, seed, from, ...trace });
const again = (run: number) => `(--seed ${seed} --from ${run} --runs 1 --trace)`;
console.log(reportLines(report, again).join("\n"));
if (report.breaches.length > 0) problems.push(`${report.breaches.length} breaches`);
const missing = report.tally.missing();
if (runs >= cellsFromRuns && missing.length > 0) problems.push(`never hit: ${missing.join(", ")}`);
console.log(`\n${missing.length} of the faults and crash points were never hit`);

const spells = (["outage", "brown-out"] as const).flatMap((kind) =>
  providerNames.map((provider) => ({ provider, kind })),
);
for (const spell of runs >= cellsFromRuns ? spells : []) {
  const availability = await measureAvailability(spell, availabilityCheckouts, seed);
  const line = availabilityLine(availability);
  console.log(line);
  const { payable, completed, inFlight, inFlightSettled } = availability;
  if (completed < payable * availableShareMin[spell.kind] || inFlightSettled < inFlight) problems.push(line);
}
for (const problem of problems) console.log(`✗ ${problem}`);
console.log(`${problems.length === 0 ? "✓" : "✗"} ${((Date.now() - began) / 1_000).toFixed(0)} s`);
process.exitCode = problems.length === 0 ? 0 : 1;

function wholeNumber(name: string, written: string): number {
  const number = Number(written);
  if (!Number.isSafeInteger(number) || number < 0 || (name === "runs" && number === 0)) {
    console.error(`--${name} is a whole number${name === "runs" ? " above zero" : ""}, not "${written}"`);
    process.exit(2);
  }
  return number;
}
