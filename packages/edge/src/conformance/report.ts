import type { EdgeReport } from "./check-edge.ts";
import { checkTitles, type CheckResult, type Finding } from "./finding.ts";

/** The table people read: every check, what was found with its fix, and what could not be looked at. */
export function renderReport({ page, origin, results }: EdgeReport): string {
  const beside = origin === null ? "" : `, beside its origin ${origin}`;
  const { faults, warnings } = countFindings(results);
  return [
    `${page}${beside}\n`,
    ...results.flatMap((result) => [`${sign(result)} ${checkTitles[result.check]}`, ...details(result)]),
    `\n${faults} faults, ${warnings} warnings`,
  ].join("\n");
}

export function countFindings(results: readonly CheckResult[]): { faults: number; warnings: number } {
  const levels = results.flatMap(({ findings }) => findings.map(({ level }) => level));
  const faults = levels.filter((level) => level === "fault").length;
  return { faults, warnings: levels.length - faults };
}

function sign({ findings, notLookedAt }: CheckResult): string {
  if (findings.some(({ level }) => level === "fault")) return "✗";
  if (findings.length > 0) return "!";
  return notLookedAt.some((what) => what.startsWith("anything")) ? "–" : "✓";
}

function details({ findings, notLookedAt }: CheckResult): string[] {
  return [
    ...gather(findings).flatMap(({ level, where, what, fix }) => [
      `    ${level === "fault" ? "✗" : "!"} ${where}: ${what}`,
      `      → ${fix}`,
    ]),
    ...notLookedAt.map((what) => `    – not looked at ${what}`),
  ];
}

/** One line for what is the same everywhere. */
function gather(findings: readonly Finding[]): Finding[] {
  const alike = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.level}\n${finding.what}\n${finding.fix}`;
    const earlier = alike.get(key);
    alike.set(key, earlier ? { ...finding, where: `${earlier.where}, ${finding.where}` } : finding);
  }
  return [...alike.values()];
}
