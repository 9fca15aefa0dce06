import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { PreparingClient } from "./preparing-client.ts";

/** A pool of connections. Packages bring their own drizzle tables and pass them to the query builder. */
export type Database = NodePgDatabase & { readonly $client: pg.Pool };

/** What `database.transaction(async (tx) => …)` lends; a `Database` can stand in where no transaction is needed. */
export type Transaction = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0];

/** Opens a pool. The caller ends it with `database.$client.end()`. */
export function connect(
  url: string,
  {
    connectionsMax = 10,
    applicationName = "evertill",
  }: { connectionsMax?: number; applicationName?: string } = {},
): Database {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: connectionsMax,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  // A connection that dies while idle is replaced by the pool; without a listener Node would end the process.
  pool.on("error", () => undefined);
  return drizzle({ client: pool });
}
