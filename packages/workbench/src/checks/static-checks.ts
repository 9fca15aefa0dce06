import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findViolations } from "./arrows.ts";
import { type Check, fail, pass, type Tally } from "./check.ts";
import { unexplainedVariables } from "./explained-variables.ts";
import { runCommand } from "./run-command.ts";
import { findSecrets } from "./secrets.ts";
import { listFiles, readSources } from "./source-files.ts";

/** The published test numbers may stand where the stand-ins, the journeys and the first words to a newcomer need them. */
const mayNameTestCards =
  /^(apps\/sandbox\/|e2e\/|README\.md$|packages\/workbench\/src\/start\.ts$|packages\/payments\/src\/testing\/|packages\/payments\/.*\.test\.ts$)/;

/** What can be said about the code without running it. */
export function staticChecks(root: string): Check[] {
  const command =
    (...words: [string, ...string[]]) =>
    async (): Promise<Tally> => {
      const { code, output } = await runCommand(root, words);
      return code === 0 ? pass : fail(output);
    };
  return [
    { name: "format", run: command("oxfmt", "--check") },
    { name: "lint", run: command("oxlint", "--type-aware") },
    { name: "types", run: command("turbo", "run", "typecheck", "--output-logs=errors-only") },
    { name: "unused code and dependencies", run: command("knip", "-c", ".knip.json", "--no-progress") },
    { name: "arrows", run: async () => tallyArrows(root) },
    { name: "variables explained in .env.example", run: async () => tallyVariables(root) },
    { name: "secrets in the tree", run: async () => tallySecrets(root) },
  ];
}

function tallyArrows(root: string): Tally {
  const violations = findViolations(readSources(root));
  if (violations.length === 0) return pass;
  return fail(violations.map(({ path, line, reason }) => `${path}:${line} ${reason}`).join("\n"));
}

function tallyVariables(root: string): Tally {
  const unexplained = unexplainedVariables(
    readSources(root),
    readFileSync(join(root, ".env.example"), "utf8"),
  );
  return unexplained.length === 0 ? pass : fail(unexplained.join("\n"));
}

function tallySecrets(root: string): Tally {
  const findings = listFiles(root)
    .filter((path) => !/\.(webp|png|jpg|woff2?|ico)$|^pnpm-lock\.yaml$/.test(path))
    .flatMap((path) =>
      findSecrets(path, readFileSync(join(root, path), "utf8"), { cards: !mayNameTestCards.test(path) }),
    );
  if (findings.length === 0) return pass;
  return fail(findings.map(({ where, kind, excerpt }) => `${where}: ${kind} ${excerpt}`).join("\n"));
}
