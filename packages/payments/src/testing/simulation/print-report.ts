import type { Availability } from "./availability.ts";
import type { Breach } from "./judge.ts";
import type { SimulationReport } from "./simulate.ts";

const count = new Intl.NumberFormat("en-GB");
const breachNames: readonly (readonly [Breach, string])[] = [
  ["double charge", "double charges"],
  ["lost paid order", "lost paid orders"],
  ["unreversed orphan", "unreversed orphans"],
  ["late reversal", "reversed late, or not alerted"],
  ["unpaid order", "unpaid orders"],
  ["unsettled", "never settled"],
  ["till", "goods, ledger or order wrong"],
  ["error", "errors thrown"],
];

/** The report for people, line by line. `again` says how to play one run again, where that can be done. */
export function reportLines(report: SimulationReport, again: (run: number) => string = () => ""): string[] {
  const { runs, paid, refused, settledAfterUnknown, failovers, breaches, reversalsMs, tally } = report;
  const figures: readonly (readonly [string, number])[] = [
    ["runs", runs],
    ["paid", paid],
    ["refused or left", refused],
    ["settled after unknown", settledAfterUnknown],
    ["failovers", failovers],
  ];
  const judged = breachNames.filter(([breach]) => breach !== "late reversal" || reversalsMs !== null);
  const found = judged.map(
    ([breach, name]) => [name, breaches.filter((one) => one.breach === breach).length] as const,
  );
  return [
    ...[...figures, ...found].map(([name, number]) => `${name.padEnd(30)}${count.format(number)}`),
    ...(reversalsMs === null ? [] : [reversalLine(reversalsMs)]),
    ...breaches
      .slice(0, 50)
      .map(({ seed: run, breach, detail }) => `  ${breach} in run ${run}: ${detail} ${again(run)}`),
    "",
    "hits per fault and crash point",
    ...[...tally.hits]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([cell, hits]) => `  ${cell.padEnd(50)}${count.format(hits)}`),
  ];
}

function reversalLine(reversalsMs: readonly number[]): string {
  const longestMs = Math.max(0, ...reversalsMs);
  return `${count.format(reversalsMs.length)} late successes were given back, the slowest ${(longestMs / 1_000).toFixed(1)} s after it was known`;
}

export function availabilityLine({
  provider,
  kind,
  payable,
  completed,
  inFlight,
  inFlightSettled,
}: Availability): string {
  const share = payable === 0 ? 0 : (completed / payable) * 100;
  return (
    `with ${provider} ${kind === "outage" ? "down" : "browned out"}: ${share.toFixed(2)} % of ${count.format(payable)} payable checkouts paid once within a minute; ` +
    `${inFlightSettled} of ${inFlight} in flight at the onset settled in time`
  );
}
