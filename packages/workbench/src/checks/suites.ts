import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addUp, type Tally } from "./check.ts";
import { runCommand } from "./run-command.ts";

/** Unit and integration tests of every package and app, with a Postgres of their own. */
export async function runUnitTests(root: string, folder: string): Promise<Tally> {
  const report = join(folder, "unit.json");
  rmSync(report, { force: true });
  const { code, output } = await runCommand(root, [
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as UnitReport;
  const skipped = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "skipped" || status === "pending"),
  );
  // A file that fails before its first test counts no failed test, so the exit code has the last word.
  const failed = numFailedTests === 0 && code !== 0 ? 1 : numFailedTests;
  const named = skipped.map(({ fullName }) => `skipped: ${fullName}`).join("\n");
  return {
    passed: numPassedTests,
    failed,
    skipped: numPendingTests + numTodoTests,
    output: failed > 0 ? `${output}\n${named}` : named,
  };
}

type UnitReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
};

/**
 * Whole journeys in a real browser against a running house: first side by side, then one at a time those that make trouble,
 * which everybody in the house feels.
 */
export async function runJourneys(
  root: string,
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const { projects, workers } of [
    { projects: "journeys*", workers: 2 },
    { projects: "troubles*", workers: 1 },
  ]) {
    const report = join(folder, `journeys-${tallies.length}.json`);
    // Each keeps its own pictures: what begins empties its folder.
    const pictures = join(folder, `journeys-${tallies.length}`);
    const options = [
      `--project=${projects}`,
      `--workers=${workers}`,
      `--output=${pictures}`,
      "--reporter=list,json",
    ];
    const { code, output } = await runCommand(
      root,
      ["pnpm", "--filter", "@evertill/e2e", "exec", "playwright", "test", ...options],
      {
        ...variables,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    );
    tallies.push(tallyOf(report, code, output));
  }
  return {
    ...addUp(tallies),
    output: tallies
      .map(({ output }) => output)
      .filter(Boolean)
      .join("\n"),
  };
}

function tallyOf(report: string, code: number, output: string): Tally {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output };
  const { stats, suites } = JSON.parse(readFileSync(report, "utf8")) as JourneysReport;
  const { expected, unexpected, flaky, skipped } = stats;
  return {
    passed: expected + flaky,
    failed: unexpected === 0 && code !== 0 ? 1 : unexpected,
    skipped,
    output: code !== 0 ? output : secondTries(suites).join("\n"),
  };
}

type JourneysReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: Suite[];
};

type Suite = {
  suites?: Suite[];
  specs: {
    title: string;
    file: string;
    tests: { status: "expected" | "unexpected" | "flaky" | "skipped" }[];
  }[];
};

function secondTries(suites: readonly Suite[]): string[] {
  return suites.flatMap(({ suites: inner = [], specs }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ file, title }) => `passed at the second try: ${file}: ${title}`),
    ...secondTries(inner),
  ]);
}
