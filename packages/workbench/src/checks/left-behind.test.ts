import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "@evertill/database/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLeftBehind } from "./left-behind.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([]);
});
afterAll(() => fresh.drop());

const card = ["4000", "0025", "0000", "3155"].join("");

test("a card number is found in a log and deep inside a JSON column, and nowhere else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "evertill-logs-"));
  expect((await findLeftBehind(folder, [fresh.url])).output).toContain("nothing was looked at");
  writeFileSync(join(folder, "worker.log"), '{"msg":"open"}\n');
  expect((await findLeftBehind(folder, [fresh.url])).failed).toBe(0);

  writeFileSync(join(folder, "worker.log"), `{"msg":"typed ${card}"}\n`);
  await fresh.database.execute("create table note (data jsonb)");
  await fresh.database.execute(`insert into note values ('{"deep":[{"n":"${card}"}]}')`);
  const { failed, output } = await findLeftBehind(folder, [fresh.url]);
  expect(failed).toBe(1);
  expect(output).toContain("log worker.log: card number");
  expect(output).toContain("table public.note: card number");
});
