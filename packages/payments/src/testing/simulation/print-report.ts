import type { Availability } from "./availability.ts";
import type { Breach } from "./judge.ts";
import type { SimulationReport } from "./simulate.ts";

const count = new Intl.NumberFormat("en-GB");
const breachNames: readonly (readonly [Breach, string])[] = [
  ["double charge", "double charges"],
  ["lost paid order", "lost paid orders"],
  ["unreversed orphan", "unreversed orphans"],
  ["unpaid order", "unpaid orders"],
  ["unsettled", "never settled"],
  ["till", "goods, ledger or order wrong"],
  ["error", "errors thrown"],
];

/** The report for people, line by line. */
export function reportLines(report: SimulationReport, seed: number): string[] {
  const { runs, paid, refused, settledAfterUnknown, failovers, breaches, tally } = report;
  const figures: readonly (readonly [string, number])[] = [
    ["runs", runs],
    ["paid", paid],
    ["refused or left", refused],
    ["settled after unknown", settledAfterUnknown],
    ["failovers", failovers],
  ];
  const found = breachNames.map(
    ([breach, name]) => [name, breaches.filter((one) => one.breach === breach).length] as const,
  );
  return [
    ...[...figures, ...found].map(([name, number]) => `${name.padEnd(30)}${count.format(number)}`),
    ...breaches
      .slice(0, 50)
      .map(
        ({ seed: run, breach, detail }) =>
          `  ${breach}: ${detail} (--seed ${seed} --from ${run} --runs 1 --trace)`,
      ),
    "",
    "hits per fault and crash point",
    ...[...tally.hits]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([cell, hits]) => `  ${cell.padEnd(50)}${count.format(hits)}`),
  ];
}

export function availabilityLine({
  provider,
  payable,
  completed,
  inFlight,
  inFlightSettled,
}: Availability): string {
  const share = payable === 0 ? 0 : (completed / payable) * 100;
  return (
    `with ${provider} down: ${share.toFixed(2)} % of ${count.format(payable)} payable checkouts paid once within a minute; ` +
    `${inFlightSettled} of ${inFlight} in flight at the onset settled in time`
  );
}
