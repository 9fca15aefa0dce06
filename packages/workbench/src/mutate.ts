import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./checks/run-command.ts";
import { root } from "./settings.ts";
import { mutatedFolders } from "./mutation/mutated.ts";
import { type MutationReport, scoreOf, weakFiles } from "./mutation/score.ts";

/**
 * Changes the code that decides about money in a thousand small ways and counts which changes the tests notice:
 * `npm run mutate`. Fails when a folder or a file of it falls below 90 %. What survived is listed above the figures. What was seen of unchanged
 * code and tests is kept, which can miss what a new test proves of a constant: `npm run mutate -- --force` sees all anew.
 */
const leastPercent = 90;
const report = join(root, ".evertill", "mutation", "report.json");
rmSync(report, { force: true });
const { output } = await runCommand(root, [
  join("packages", "workbench", "node_modules", ".bin", "stryker"),
  "run",
  join("packages", "workbench", "src", "mutation", "stryker.config.mjs"),
  ...process.argv.slice(2),
]);
if (!existsSync(report)) {
  console.error(output);
  process.exit(1);
}
console.log(output.slice(output.indexOf("[Survived]")).trimEnd());
const { files } = JSON.parse(readFileSync(report, "utf8")) as MutationReport;
const weak = weakFiles(files, leastPercent);
for (const below of [...mutatedFolders, ...weak, "packages/payments/src"]) {
  const { killed, alive, percent } = scoreOf(files, below);
  console.log(`mutants of ${below}: ${killed} killed, ${alive} alive, ${percent.toFixed(1)} %`);
}
const isLookedAt = mutatedFolders.every((folder) => scoreOf(files, folder).percent >= leastPercent);
process.exit(isLookedAt && weak.length === 0 ? 0 : 1);
