import { defineConfig } from "vitest/config";

/** Proofs that take minutes and a Postgres: run by `npm run prove`, and no part of `npm test`. */
export default defineConfig({
  test: {
    globalSetup: ["./packages/workbench/src/vitest-postgres.ts"],
    include: ["packages/*/src/**/*.proof.ts"],
    hookTimeout: 60_000,
  },
});
