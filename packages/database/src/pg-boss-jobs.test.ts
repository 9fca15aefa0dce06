import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Jobs } from "./jobs.ts";
import { openPgBossJobs } from "./pg-boss-jobs.ts";
import { freshDatabase } from "./testing.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
const opened: Jobs[] = [];
beforeAll(async () => {
  fresh = await freshDatabase([]);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.stop()));
});
afterAll(() => fresh.drop());

async function open(role: "sender" | "worker" = "worker") {
  const jobs = await openPgBossJobs({
    database: fresh.database,
    role,
    pollingIntervalMs: 500,
    onError: (error) => {
      throw error;
    },
  });
  opened.push(jobs);
  return jobs;
}

/** Collects what handlers saw and resolves as soon as `count` arrived. */
function collector<T>(count: number) {
  const seen: T[] = [];
  const { promise, resolve } = Promise.withResolvers<T[]>();
  return {
    seen,
    done: promise,
    add(item: T) {
      seen.push(item);
      if (seen.length === count) resolve(seen);
    },
  };
}

test("a job sent in a transaction that rolls back never exists", async () => {
  const jobs = await open("sender");
  const failing = fresh.database.transaction(async (tx) => {
    await jobs.send("rollback", { n: 1 }, { tx });
    throw new Error("no order");
  });
  await expect(failing).rejects.toThrow("no order");
  await fresh.database.transaction((tx) => jobs.send("rollback", { n: 2 }, { tx }));
  const { rows } = await fresh.database.execute(sql`select data from pgboss.job where name = 'rollback'`);
  expect(rows).toEqual([{ data: { n: 2 } }]);
});

test("jobs sent together exist together or not at all, each in its queue", async () => {
  const jobs = await open("sender");
  const together = [
    { queue: "together-a", data: { n: 1 }, key: "order" },
    { queue: "together-b", data: { n: 2, quote: "it's $1 and $2" }, key: "order" },
    { queue: "together-a", data: { n: 3 }, key: "order" },
  ];
  const failing = fresh.database.transaction(async (tx) => {
    await jobs.sendAll(together, { tx });
    throw new Error("no order");
  });
  await expect(failing).rejects.toThrow("no order");
  await fresh.database.transaction((tx) => jobs.sendAll(together, { tx }));
  const { rows } = await fresh.database.execute(
    sql`select name as queue, data, singleton_key as key from pgboss.job where name like 'together-%' order by data->'n'`,
  );
  expect(rows).toEqual(together);
});

test("nothing to send together sends nothing", async () => {
  const jobs = await open("sender");
  await expect(fresh.database.transaction((tx) => jobs.sendAll([], { tx }))).resolves.toBeUndefined();
});

test("jobs of one key run one after another in the order they were sent, other keys meanwhile", async () => {
  const jobs = await open();
  for (const n of [1, 2, 3]) await jobs.send("ordered", { key: "a", n }, { key: "a" });
  await jobs.send("ordered", { key: "b", n: 1 }, { key: "b" });
  const ran = collector<string>(4);
  let runningOfA = 0;
  let mostOfAAtOnce = 0;
  await jobs.work<{ key: string; n: number }>("ordered", { concurrency: 4 }, async ({ data }) => {
    if (data.key === "a") mostOfAAtOnce = Math.max(mostOfAAtOnce, ++runningOfA);
    await Promise.resolve();
    if (data.key === "a") runningOfA -= 1;
    ran.add(`${data.key}${data.n}`);
  });
  const order = await ran.done;
  expect(mostOfAAtOnce).toBe(1);
  expect(order.filter((name) => name.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  expect(order).toContain("b1");
});

test("one failing job of a batch leaves the others done", async () => {
  const jobs = await open();
  const ran = collector<number>(3);
  await jobs.work<{ n: number }>("batch", { retryLimit: 0, concurrency: 3 }, async ({ data }) => {
    ran.add(data.n);
    if (data.n === 2) throw new Error("second fails");
  });
  for (const n of [1, 2, 3]) await jobs.send("batch", { n });
  await ran.done;
  await expect
    .poll(async () => (await jobs.deadLetters("batch")).map((job) => job.data), { timeout: 5_000 })
    .toEqual([{ n: 2 }]);
});

test("where each job runs by itself, one that takes long keeps none of the others waiting", async () => {
  const jobs = await open();
  const slow = Promise.withResolvers<void>();
  const ran = collector<string>(2);
  await jobs.work<{ name: string }>("alone", { concurrency: 2, together: false }, async ({ data }) => {
    if (data.name === "slow") await slow.promise;
    else ran.add(data.name);
  });
  await jobs.send("alone", { name: "slow" });
  await jobs.send("alone", { name: "first" });
  await jobs.send("alone", { name: "second" });
  expect(await ran.done).toEqual(["first", "second"]);
  slow.resolve();
});

test("a process that is woken does not wait until it would have looked", async () => {
  const jobs = await openPgBossJobs({
    database: fresh.database,
    role: "worker",
    pollingIntervalMs: 3_600_000,
    onError: (error) => {
      throw error;
    },
  });
  opened.push(jobs);
  let ran = collector<number>(1);
  await jobs.send("woken", { n: 1 });
  await jobs.work<{ n: number }>("woken", { concurrency: 2, together: false }, async ({ data }) =>
    ran.add(data.n),
  );
  expect(await ran.done).toEqual([1]);
  ran = collector<number>(1);
  await jobs.send("woken", { n: 2 });
  jobs.wake("woken");
  expect(await ran.done).toEqual([2]);
});

test("a job that used up its retries waits as a dead letter, holds its key back, and can be sent again", async () => {
  const jobs = await open();
  let broken = true;
  const ran = collector<string>(2);
  const failed = collector<string>(1);
  await jobs.work<{ name: string }>("letters", { retryLimit: 0, concurrency: 1 }, async ({ data }) => {
    if (broken) {
      failed.add(data.name);
      throw new Error("the other side is down");
    }
    ran.add(data.name);
  });
  await jobs.send("letters", { name: "first" }, { key: "order-1" });
  await failed.done;
  await expect.poll(() => jobs.deadLetters("letters"), { timeout: 5_000 }).toHaveLength(1);
  await jobs.send("letters", { name: "second" }, { key: "order-1" });
  broken = false;
  expect(await jobs.redrive("letters")).toBe(1);
  expect(await ran.done).toEqual(["first", "second"]);
  expect(failed.seen).toEqual(["first"]);
  expect(await jobs.deadLetters("letters")).toEqual([]);
});

test("the job of a worker that died is done by another", async () => {
  const first = await open();
  const started = collector<string>(1);
  const hanging = Promise.withResolvers<void>();
  // A handler that never returns is what a killed process leaves behind: an active job nobody works on.
  await first.work("crash", { retryDelaySeconds: 1 }, ({ id }) => {
    started.add(id);
    return hanging.promise;
  });
  await first.send("crash", { order: 7 });
  await started.done;
  await fresh.database.execute(
    sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour', started_on = started_on - interval '1 hour' where name = 'crash'`,
  );
  await fresh.database.execute(sql`update pgboss.queue set monitor_on = null where name = 'crash'`);
  const second = await open();
  const finished = collector<object>(1);
  await second.work("crash", {}, async ({ data }) => finished.add(data));
  await second.takeOver();
  expect(await finished.done).toEqual([{ order: 7 }]);
  hanging.resolve();
});

test("more senders at once than there are connections, each inside a transaction, all come through", async () => {
  const jobs = await open("sender");
  await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      fresh.database.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        await jobs.send(`crowd-${n % 3}`, { n }, { tx });
      }),
    ),
  );
  const { rows } = await fresh.database.execute(
    sql`select count(*)::int as sent from pgboss.job where name like 'crowd-%'`,
  );
  expect(rows).toEqual([{ sent: 30 }]);
});

test("while a job with a singleton key waits, another is not added", async () => {
  const jobs = await open("sender");
  await jobs.send("once", { n: 1 }, { singletonKey: "sync" });
  await jobs.send("once", { n: 2 }, { singletonKey: "sync" });
  await jobs.send("once", { n: 3 }, { singletonKey: "other" });
  const { rows } = await fresh.database.execute(
    sql`select data from pgboss.job where name = 'once' order by created_on`,
  );
  expect(rows).toEqual([{ data: { n: 1 } }, { data: { n: 3 } }]);
});

test("a job with a start time is not run before it", async () => {
  const jobs = await open("sender");
  const startAfter = new Date("2030-01-01T00:00:00Z");
  await jobs.send("later", {}, { startAfter });
  const { rows } = await fresh.database.execute<{ at: string }>(
    sql`select extract(epoch from start_after) as at from pgboss.job where name = 'later'`,
  );
  expect(Number(rows[0]?.at) * 1000).toBe(startAfter.getTime());
});

test("a schedule is kept once, however many processes declare it", async () => {
  const first = await open();
  const second = await open();
  await first.schedule("sweep", "* * * * *", async () => undefined);
  await second.schedule("sweep", "* * * * *", async () => undefined);
  const { rows } = await fresh.database.execute(
    sql`select name, cron from pgboss.schedule where name = 'sweep'`,
  );
  expect(rows).toEqual([{ name: "sweep", cron: "* * * * *" }]);
});

test("however long something was away, its jobs wait no longer than the longest pause", async () => {
  const jobs = await open();
  await jobs.send("away", { n: 1 });
  const first = Promise.withResolvers<void>();
  await jobs.work("away", { retryDelaySeconds: 2, retryDelayMaxSeconds: 30 }, () => {
    first.resolve();
    return Promise.reject(new Error("still away"));
  });
  await first.promise;
  // As after an hour of it: the 200th try fails.
  await until(async () => (await waits("away")).length === 1);
  await fresh.database.execute(
    sql`update pgboss.job set retry_count = 200, retry_limit = 2880, retry_delay_max = 30, start_after = now() where name = 'away'`,
  );
  await until(async () => (await waits("away")).some(({ tries }) => tries > 200));
  const [job] = await waits("away");
  expect(job?.state).toBe("retry");
  expect(job?.seconds).toBeGreaterThan(0);
  expect(job?.seconds).toBeLessThanOrEqual(30);
});

async function waits(queue: string) {
  const { rows } = await fresh.database.execute<{ state: string; tries: number; seconds: number }>(
    sql`select state, retry_count as tries, extract(epoch from start_after - now())::float8 as seconds
      from pgboss.job where name = ${queue} and state = 'retry'`,
  );
  return rows;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test("jobs that are put off wait for calm, and a process that stops does those it holds", async () => {
  const rush = Promise.withResolvers<void>();
  const first = collector<string>(1);
  const second = collector<string>(1);
  const putOff = { calm: () => rush.promise, atMostMs: 60_000 };
  const jobs = await open();
  await jobs.work("put-off", { putOff }, async () => first.add("late"));
  await jobs.work("urgent", {}, async () => second.add("at once"));
  await jobs.send("put-off", {});
  await jobs.send("urgent", {});
  await second.done;
  expect(first.seen).toEqual([]);
  await expect
    .poll(async () => {
      const { rows } = await fresh.database.execute(sql`select state from pgboss.job where name = 'put-off'`);
      return rows;
    })
    .toEqual([{ state: "active" }]);
  await opened.pop()?.stop();
  expect(first.seen).toEqual(["late"]);
});
