import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";

/** One package's own tables: SQL files named `000001-what-it-does.sql`, applied in order, append-only. */
export type Migrations = { readonly owner: string; readonly folder: string };

/**
 * Applies what each owner has not yet applied, all in one transaction under one lock, so that several processes may
 * start at once. Throws when a file that was applied has changed or vanished.
 *
 * drizzle's own migrator keeps one journal for one folder; here each package owns its tables, so each has a folder.
 */
export async function migrate(pool: pg.Pool, owners: readonly Migrations[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('evertill.migrate'))");
    await client.query(`create table if not exists schema_migration (
      owner text not null, file text not null, checksum text not null,
      applied_at timestamptz not null default now(), primary key (owner, file))`);
    for (const owner of owners) await applyOwner(client, owner);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function applyOwner(client: pg.PoolClient, { owner, folder }: Migrations): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  const { rows } = await client.query<{ file: string; checksum: string }>(
    "select file, checksum from schema_migration where owner = $1",
    [owner],
  );
  const applied = new Map(rows.map((row) => [row.file, row.checksum]));
  for (const file of files) {
    const sql = await readFile(join(folder, file), "utf8");
    const checksum = await checksumOf(sql);
    const before = applied.get(file);
    if (before === checksum) continue;
    if (before !== undefined) {
      throw new Error(`Migration ${owner}/${file} was changed after it was applied. Add a new file instead.`);
    }
    await client.query(sql);
    await client.query("insert into schema_migration (owner, file, checksum) values ($1, $2, $3)", [
      owner,
      file,
      checksum,
    ]);
  }
}

async function checksumOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Buffer.from(digest).toString("hex");
}
