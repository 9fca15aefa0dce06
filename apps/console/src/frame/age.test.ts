import { expect, test } from "vitest";
import { age } from "./age.ts";

const now = new Date("2026-11-21T12:00:00Z");

test.each([
  [0, "0 s"],
  [-5, "0 s"],
  [89, "89 s"],
  [90, "2 min"],
  [89 * 60, "89 min"],
  [90 * 60, "2 h"],
  [47 * 3_600, "47 h"],
  [48 * 3_600, "2 days"],
])("%i seconds ago is said as %s", (seconds, said) => {
  expect(age(new Date(now.getTime() - seconds * 1_000), now)).toBe(said);
});
