import { defineConfig } from "vitest/config";

/** The tests that must notice a mutant: those beside the code, which need no database. */
export default defineConfig({
  test: {
    include: [
      "packages/payments/src/{attempt,authentication,declines,health,retry-caps,risk,routing}/**/*.test.ts",
      "packages/payments/src/providers/stripe/authentication.test.ts",
      // Routing and health at work together, on stores in memory.
      "packages/payments/src/failover.test.ts",
    ],
    exclude: ["**/*-on-postgres.test.ts"],
    // A worker for each file would be most of a mutant's time. The tests leave nothing behind in their modules.
    isolate: false,
    pool: "threads",
    testTimeout: 20_000,
  },
});
