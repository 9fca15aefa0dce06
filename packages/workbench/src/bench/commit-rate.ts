import pg from "pg";
import { timeEach } from "./percentiles.ts";

/** How many one-row transactions a second this Postgres commits, with as many connections as the orders had lanes. */
export async function commitRate(databaseUrl: string, concurrency: number, commits = 4_000): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: concurrency });
  try {
    await pool.query(
      "create table if not exists bench_commit (id bigint generated always as identity primary key, at timestamptz not null)",
    );
    const { wholeMs } = await timeEach(Array.from({ length: commits }), concurrency, async () => {
      await pool.query("insert into bench_commit (at) values (now())");
    });
    await pool.query("drop table bench_commit");
    return (commits / wholeMs) * 1_000;
  } finally {
    await pool.end();
  }
}
