import { randomBytes } from "node:crypto";
import pg from "pg";
import { connect, type Database } from "./connection.ts";
import { migrate, type Migrations } from "./migrate.ts";

/**
 * A fresh, migrated database of its own for one test file. `TEST_DATABASE_URL` names a server on which databases may be
 * made; the test run provides it. Call `drop` afterwards.
 */
export async function freshDatabase(
  owners: readonly Migrations[],
): Promise<{ database: Database; url: string; drop: () => Promise<void> }> {
  const server = process.env["TEST_DATABASE_URL"];
  if (!server)
    throw new Error(
      "TEST_DATABASE_URL is not set: run tests with `npm test` or `pnpm unit`, which start Postgres",
    );
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const database = connect(url, { applicationName: name });
  await migrate(database.$client, owners);
  return {
    database,
    url,
    drop: async () => {
      await database.$client.end();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
