import { expect, test } from "vitest";
import { scoreOf, weakFiles } from "./score.ts";

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

test("a file that falls behind is named, even where its folder does not, and one without mutants is not", () => {
  const files = {
    "packages/a/good.ts": mutants(
      "Killed",
      "Killed",
      "Killed",
      "Killed",
      "Killed",
      "Killed",
      "Killed",
      "Killed",
      "Killed",
    ),
    "packages/a/weak.ts": mutants("Killed", "Survived"),
    "packages/a/words.ts": mutants("Ignored"),
  };
  expect(weakFiles(files, 90)).toEqual(["packages/a/weak.ts"]);
  expect(weakFiles(files, 50)).toEqual([]);
  expect(scoreOf(files, "packages/a/weak.ts")).toEqual({ killed: 1, alive: 1, percent: 50 });
});
