import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { fail, pass, type Tally } from "./check.ts";
import { type Finding, findSecrets } from "./secrets.ts";

/** Looks for card numbers and keys in every log of a run and in every row of its databases. */
export async function findLeftBehind(logFolder: string, databaseUrls: readonly string[]): Promise<Tally> {
  const logs = existsSync(logFolder) ? readdirSync(logFolder) : [];
  if (logs.length === 0) return fail(`${logFolder} holds no log: nothing was looked at`);
  const findings: Finding[] = logs.flatMap((file) =>
    findSecrets(`log ${file}`, readFileSync(join(logFolder, file), "utf8")),
  );
  for (const url of databaseUrls) findings.push(...(await findInDatabase(url)));
  if (findings.length === 0) return pass;
  return fail(findings.map(({ where, kind, excerpt }) => `${where}: ${kind} ${excerpt}`).join("\n"));
}

async function findInDatabase(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const findings: Finding[] = [];
    for (const { schema, name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)} t`,
      );
      findings.push(...rows.flatMap(({ row }) => findSecrets(`table ${schema}.${name}`, row)));
    }
    return findings;
  } finally {
    await client.end();
  }
}
