import { expect, test } from "vitest";
import { scoreOf } from "./score.ts";

const mutants = (...statuses: readonly string[]) => ({ mutants: statuses.map((status) => ({ status })) });

test("a folder's score counts what was noticed among what was tried there", () => {
  const files = {
    "packages/a/one.ts": mutants("Killed", "Timeout", "Survived", "Ignored"),
    "packages/a/deep/two.ts": mutants("Killed", "NoCoverage", "CompileError"),
    "packages/another/three.ts": mutants("Survived"),
  };
  expect(scoreOf(files, "packages/a")).toEqual({ killed: 3, alive: 2, percent: 60 });
});

test("a folder in which nothing was tried scores nothing", () => {
  expect(scoreOf({}, "packages/a").percent).toBe(0);
});
