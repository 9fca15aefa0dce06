import { expect, test } from "vitest";
import { unexplainedVariables } from "./explained-variables.ts";

const env = {
  path: "apps/worker/src/env.ts",
  text: "z.object({\n  DATABASE_URL: url,\n  WORKER_PORT: port(3003),\n})",
};

test("a variable that nobody explains is named with the app that reads it", () => {
  expect(unexplainedVariables([env], "# Where Postgres is.\nDATABASE_URL=\n")).toEqual([
    "WORKER_PORT of apps/worker/src/env.ts",
  ]);
  expect(unexplainedVariables([env], "# Where Postgres is.\nDATABASE_URL=\nWORKER_PORT=3003\n")).toEqual([]);
  expect(unexplainedVariables([env], "DATABASE_URL=\nWORKER_PORT=3003\n")).toHaveLength(2);
});
