import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { explain } from "./explain.ts";
import { Store } from "./store/store.ts";

const nowhere = "postgres://postgres:secret@127.0.0.1:1/sandbox";
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test("a database that is not up is named with what to do, and without its password", async () => {
  const words = explain(await failure(Store.open(nowhere)), nowhere);
  expect(words).toMatch(/Postgres does not answer at 127\.0\.0\.1:1: .*npm start.*SANDBOX_DATABASE_URL/);
  expect(words).not.toContain("secret");
});

test("a file that is not there is named", async () => {
  expect(explain(await failure(readFile("no-such.csv")), nowhere)).toBe(
    "There is no no-such.csv: check the name.",
  );
});

test("anything else speaks for itself", () => {
  expect(explain(new Error("The seed is wrong"), nowhere)).toBe("The seed is wrong");
});
