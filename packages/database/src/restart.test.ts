import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPgBossJobs } from "./pg-boss-jobs.ts";
import { freshDatabase } from "./testing.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([]);
  await fresh.database.execute(sql`create table sale (id integer primary key)`);
});
afterAll(() => fresh.drop());

/** What a restart of the server is to those connected to it: every connection ends at once. */
async function endAllConnections(): Promise<void> {
  const other = new pg.Client({ connectionString: fresh.url });
  await other.connect();
  await other.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await other.end();
}

test("race 15, the database restarts in the middle: what was not committed never happened, and the pool goes on", async () => {
  const { database } = fresh;
  const interrupted = database.transaction(async (tx) => {
    await tx.execute(sql`insert into sale values (${1})`);
    await endAllConnections();
    await tx.execute(sql`insert into sale values (${2})`);
  });
  await expect(interrupted).rejects.toThrow();
  await database.execute(sql`insert into sale values (${3})`);
  const { rows } = await database.execute(sql`select id from sale where id > ${0}`);
  expect(rows).toEqual([{ id: 3 }]);
});

test("race 15, a worker takes the jobs that are sent after the database restarted, and one that was running again", async () => {
  const jobs = await openPgBossJobs({
    database: fresh.database,
    role: "worker",
    pollingIntervalMs: 500,
    // Lost connections are told here; they are what this test makes.
    onError: () => undefined,
  });
  const done: number[] = [];
  const before = Promise.withResolvers<void>();
  const after = Promise.withResolvers<void>();
  await jobs.work<{ n: number }>("restart", { retryDelaySeconds: 1 }, async ({ data }) => {
    if (data.n === 1 && !done.includes(1)) {
      done.push(1);
      before.resolve();
      await endAllConnections();
      await fresh.database.execute(sql`select ${data.n}::integer`);
      throw new Error("interrupted");
    }
    done.push(data.n);
    if (done.filter((n) => n === 1).length === 2 && done.includes(2)) after.resolve();
  });
  await jobs.send("restart", { n: 1 });
  await before.promise;
  await expect
    .poll(() =>
      jobs.send("restart", { n: 2 }).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await after.promise;
  await jobs.stop();
}, 60_000);
