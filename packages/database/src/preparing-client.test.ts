import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase } from "./testing.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([]);
  await fresh.database.$client.query("create table lamp (id integer primary key, name text)");
});
afterAll(() => fresh.drop());

/** What the server keeps prepared on the connection that asks. */
async function preparedLike(word: string): Promise<number> {
  return fresh.database.transaction(async (tx) => {
    await tx.execute(sql`select id, name from lamp where id = ${1} and name = ${"kept"}`);
    await tx.execute(sql`select id, name from lamp where id = ${2} and name = ${"kept"}`);
    await tx.execute(sql`select * from lamp where id = ${1}`);
    await tx.execute(sql`select l.* from lamp l where id = ${1}`);
    const { rows } = await tx.execute<{ count: string }>(
      sql`select count(1) from pg_prepared_statements where statement like ${word} and statement not like ${"%pg_prepared%"}`,
    );
    return Number(rows[0]?.count);
  });
}

test("a statement with parameters is prepared once, however often it is sent", async () => {
  expect(await preparedLike("select id, name from lamp%")).toBe(1);
});

test("a question to the job queue is prepared although it has no parameters, and nothing else without them is", async () => {
  const count = await fresh.database.transaction(async (tx) => {
    await tx.execute(sql`with lit as (select id from lamp limit 20) select id from lit`);
    await tx.execute(sql`with lit as (select id from lamp limit 20) select id from lit`);
    await tx.execute(sql`select id from lamp limit 20`);
    const { rows } = await tx.execute<{ count: string }>(
      sql`select count(1) from pg_prepared_statements where statement like ${"%from lamp limit 20%"}`,
    );
    return Number(rows[0]?.count);
  });
  expect(count).toBe(1);
});

test("a statement whose answer grows with its table is not prepared, and so outlives a migration", async () => {
  expect(await preparedLike("%*%from lamp%")).toBe(0);
  await fresh.database.$client.query("alter table lamp add column glow integer");
  await expect(preparedLike("%*%from lamp%")).resolves.toBe(0);
  expect(await preparedLike("select id, name from lamp%")).toBe(1);
});
