import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase } from "./testing.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([]);
});
afterAll(() => fresh.drop());

test("a fresh database answers and remembers its migrations", async () => {
  const { rows } = await fresh.database.execute<{ count: string }>("select count(*) from schema_migration");
  expect(rows[0]?.count).toBe("0");
});
