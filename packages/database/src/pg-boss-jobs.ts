import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { fromDrizzle, type JobResult, PgBoss, type WorkOptions } from "pg-boss";
import pg from "pg";
import type { Database } from "./connection.ts";
import type { Job, JobHandler, JobOptions, Jobs } from "./jobs.ts";
import { waitForCalm } from "./put-off.ts";

/**
 * Opens the job port on the business database, in the schema `pgboss`, which it creates and migrates itself. A process that
 * only sends (an app) passes `role: "sender"`; a worker also takes over what another worker dropped and runs the schedule.
 *
 * Why pg-boss: it sends inside the business transaction and hands a dead worker's job to another one. DBOS leaves that to
 * a proprietary service; graphile-worker keeps a crashed worker's job locked for four hours.
 *
 * Every queue is `key_strict_fifo`, a job without a key gets one of its own. A job that used up its retries stays where it
 * is, as the dead letter of its queue, and holds back later jobs of its key until it is sent again. pg-boss's separate dead-letter
 * queue was not taken: the copy sent again would wait for ever behind its own failed original.
 */
export async function openPgBossJobs({
  database,
  role,
  onError,
  pollingIntervalMs = 1_000,
}: {
  database: Database;
  role: "sender" | "worker";
  /** Failures outside any job, such as a lost connection. pg-boss goes on by itself. */
  onError: (error: Error) => void;
  /** How long a job may wait for an idle worker to look; 500 at least. */
  pollingIntervalMs?: number;
}): Promise<Jobs & { readonly takeOver: () => Promise<void> }> {
  // Connections of its own: a sender waiting inside a transaction for a connection that other such senders hold would
  // wait for ever once the shared pool is used up.
  const pool = new pg.Pool({ ...database.$client.options, max: role === "worker" ? 4 : 2 });
  pool.on("error", onError);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    supervise: role === "worker",
    schedule: role === "worker",
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 5,
  });
  boss.on("error", onError);
  await boss.start();
  return pgBossJobs(boss, { pool, pollingIntervalSeconds: pollingIntervalMs / 1_000 });
}

// A worker that is not heard from for so long is taken for dead; its job goes to another.
const heartbeatSeconds = 15;
// Half a minute at most: what was away for an hour must not wait for another one when it is back.
const patience = { retryLimit: 2_880, retryDelay: 2, retryDelayMax: 30 };
const deadLettersKeptSeconds = 30 * 24 * 3600;

function pgBossJobs(
  boss: PgBoss,
  { pool, pollingIntervalSeconds }: { pool: pg.Pool; pollingIntervalSeconds: number },
) {
  const known = new Map<string, Promise<void>>();
  /** Who looks for the jobs of a queue in this process. */
  const working = new Map<string, string[]>();
  const stopping = new AbortController();

  function ensureQueue(
    name: string,
    policy: "key_strict_fifo" | "standard" = "key_strict_fifo",
  ): Promise<void> {
    let made = known.get(name);
    if (!made) {
      made = boss
        .createQueue(name, {
          policy,
          heartbeatSeconds,
          ...patience,
          retryBackoff: true,
          deleteAfterSeconds: deadLettersKeptSeconds,
        })
        .catch((error: unknown) => {
          known.delete(name);
          throw error;
        });
      known.set(name, made);
    }
    return made;
  }

  async function send(
    queue: string,
    data: object,
    { tx, key, singletonKey, startAfter }: JobOptions & { tx?: Parameters<typeof fromDrizzle>[0] } = {},
  ): Promise<void> {
    await ensureQueue(queue);
    const connection = tx ? { db: fromDrizzle(tx, sql) } : {};
    if (singletonKey !== undefined) {
      const waiting = await boss.findJobs(queue, { ...connection, key: singletonKey, queued: true });
      if (waiting.length > 0) return;
    }
    await boss.send(queue, data, {
      ...connection,
      singletonKey: key ?? singletonKey ?? randomUUID(),
      ...(startAfter ? { startAfter } : {}),
    });
  }

  /** pg-boss has a statement per queue; those are gathered and sent as parts of one. */
  const sendAll: Jobs["sendAll"] = async (jobs, { tx }) => {
    const statements: { text: string; values: readonly unknown[] }[] = [];
    const gathering = {
      executeSql: async (text: string, values: readonly unknown[] = []) => {
        statements.push({ text, values });
        return { rows: [{ id: "" }] };
      },
    };
    for (const { queue, data, key } of jobs) {
      await ensureQueue(queue);
      await boss.send(queue, data, { db: gathering, singletonKey: key });
    }
    if (statements.length > 0) await inOne(fromDrizzle(tx, sql), statements);
  };

  /** Asked in SQL: `findJobs` would bring along every job that ever succeeded and is still kept. */
  async function failedJobs(
    queue: string,
  ): Promise<readonly { readonly id: string; readonly data: object }[]> {
    const { rows } = await pool.query<{ id: string; data: object }>(
      "select id, data from pgboss.job where name = $1 and state = 'failed' order by created_on",
      [queue],
    );
    return rows;
  }

  return {
    send,
    sendAll,

    async work<Data extends object>(
      queue: string,
      {
        retryLimit = patience.retryLimit,
        retryDelaySeconds = patience.retryDelay,
        retryDelayMaxSeconds = patience.retryDelayMax,
        concurrency = 5,
        together = true,
        putOff,
      }: Parameters<Jobs["work"]>[1],
      handler: JobHandler<Data>,
    ): Promise<void> {
      await ensureQueue(queue);
      await boss.updateQueue(queue, {
        retryLimit,
        retryDelay: retryDelaySeconds,
        retryBackoff: true,
        retryDelayMax: retryDelayMaxSeconds,
      });
      const lookers = together ? 1 : concurrency;
      const options = {
        batchSize: concurrency / lookers,
        // Several look together as often as one.
        pollingIntervalSeconds: pollingIntervalSeconds * lookers,
        burstWhenBatchFull: together && concurrency > 1,
        perJobResults: true,
        // For when each was sent; it is much to read where nobody asks.
        includeMetadata: putOff !== undefined,
      } as const satisfies WorkOptions;
      const ids = working.get(queue) ?? [];
      working.set(queue, ids);
      for (let looker = 0; looker < lookers; looker += 1)
        ids.push(
          await boss.work<Data, unknown, typeof options>(queue, options, async (jobs) => {
            if (putOff) await waitForCalm(jobs.map(sentAt), putOff, stopping.signal);
            return Promise.all(
              jobs.map(({ id, data, signal }) => settle(handler, { id, queue, data }, signal)),
            );
          }),
        );
    },

    wake(queue: string): void {
      for (const id of working.get(queue) ?? []) boss.notifyWorker(id);
    },

    async schedule(queue: string, cron: string, handler: () => Promise<void>): Promise<void> {
      await ensureQueue(queue, "standard");
      await boss.work(queue, { pollingIntervalSeconds }, handler);
      await boss.schedule(queue, cron);
    },

    async deadLetters(queue: string): Promise<readonly Job[]> {
      return (await failedJobs(queue)).map(({ id, data }) => ({ id, queue, data }));
    },

    async redrive(queue: string): Promise<number> {
      const ids = (await failedJobs(queue)).map(({ id }) => id);
      if (ids.length > 0) await boss.retry(queue, ids);
      return ids.length;
    },

    /** Looks at once for jobs whose worker died, which otherwise happens every five seconds. */
    takeOver: () => boss.supervise(),

    async stop(): Promise<void> {
      stopping.abort();
      // What does not end in time is taken up again by whoever works next.
      await boss.stop({ graceful: true, timeout: 5_000 });
      await pool.end();
    },
  };
}

/** Inserts as one statement. Each has one parameter, as far as pg-boss 12 goes; another number is an error and nothing is sent. */
async function inOne(
  db: ReturnType<typeof fromDrizzle>,
  statements: readonly { readonly text: string; readonly values: readonly unknown[] }[],
): Promise<void> {
  const parts = statements.map(({ text, values }, index) => {
    if (values.length !== 1)
      throw new Error(`pg-boss sends a job with ${values.length} parameters, not with one`);
    return `sent_${index} as (${text.replaceAll("$1", `$${index + 1}`)})`;
  });
  await db.executeSql(
    `with ${parts.join(", ")} select 1`,
    statements.flatMap(({ values }) => values),
  );
}

/** What does not say when it was sent counts as old. */
function sentAt(job: object): Date {
  return "createdOn" in job && job.createdOn instanceof Date ? job.createdOn : new Date(0);
}

/** One job of a batch fails alone. */
async function settle<Data extends object>(
  handler: JobHandler<Data>,
  job: Job<Data>,
  signal: AbortSignal,
): Promise<JobResult> {
  try {
    await handler(job, signal);
    return { id: job.id, status: "completed" };
  } catch (error) {
    const output = { message: error instanceof Error ? error.message : String(error) };
    return { id: job.id, status: "failed", output };
  }
}
