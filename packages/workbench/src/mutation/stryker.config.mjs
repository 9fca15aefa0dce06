import { fileURLToPath } from "node:url";
import { leftOut, mutatedFolders } from "./mutated.ts";

/** Run by `npm run mutate`, from the root. What was proven of code and tests that did not change since is kept. */
export default {
  mutate: [
    ...mutatedFolders.map((folder) => `${folder}/**/*.ts`),
    "!packages/payments/src/**/*.test.ts",
    "!packages/payments/src/**/testing/**",
    ...leftOut.map((glob) => `!${glob}`),
  ],
  testRunner: "vitest",
  vitest: { configFile: "packages/workbench/src/mutation/vitest.config.ts", related: false },
  plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"))],
  // What is copied to be mutated; installed packages are linked, not copied.
  ignorePatterns: [
    "**",
    "!package.json",
    "!tsconfig.base.json",
    "!packages/{workbench,payments,money}/**",
    "**/node_modules",
  ],
  reporters: ["json", "clear-text"],
  jsonReporter: { fileName: ".evertill/mutation/report.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
  incremental: true,
  incrementalFile: ".evertill/mutation/incremental.json",
  // A mutated constant needs every test anew, and the golden tables say each of them already.
  ignoreStatic: true,
  concurrency: 2,
  // A busy machine is no endless loop.
  timeoutMS: 20_000,
  warnings: { slow: false },
};
