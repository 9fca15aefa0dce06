import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readinessOf, vendorSuites } from "./vendor-suites.ts";

/**
 * Runs the provider contract at the vendors' own test systems, with whatever keys the environment or `.env` has:
 * `npm run test:vendors`. Names what it leaves out for lack of keys; refuses live ones before anything is asked.
 */
const root = join(import.meta.dirname, "../../../../..");
const settings = join(root, ".env");
if (existsSync(settings)) process.loadEnvFile(settings);

const files: string[] = [];
let refused = 0;
for (const suite of Object.values(vendorSuites)) {
  const readiness = readinessOf(suite, process.env);
  switch (readiness.kind) {
    case "ready":
      console.log(`${suite.name}: runs`);
      files.push(join("packages/payments/src/providers", suite.file));
      break;
    case "lacking":
      console.log(`${suite.name}: skipped, for lack of ${readiness.missing.join(", ")}`);
      break;
    case "refused":
      console.error(`${suite.name}: refused. ${readiness.reason}`);
      refused += 1;
  }
}
if (refused > 0 || files.length === 0) {
  console.error(
    refused > 0 ? "Nothing was asked of anybody." : "Set the keys of one vendor's test system at least.",
  );
  process.exit(1);
}
const vitest = spawn(
  join(root, "node_modules/.bin/vitest"),
  // The words name every case, those that are skipped too. A vendor's answers take their time.
  ["run", "--reporter=verbose", "--testTimeout=60000", ...files],
  { cwd: root, stdio: "inherit" },
);
vitest.once("close", (code) => process.exit(code ?? 1));
