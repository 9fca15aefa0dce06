import { defineConfig } from "vitest/config";

/** The tests that must notice a mutant: those beside the code, which need no database. */
export default defineConfig({
  test: {
    include: [
      "packages/payments/src/{attempt,authentication,declines,retry-caps,risk}/**/*.test.ts",
      "packages/payments/src/providers/stripe/authentication.test.ts",
    ],
    testTimeout: 20_000,
  },
});
