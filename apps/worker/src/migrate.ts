import { connect, migrate } from "@evertill/database";
import { readMigrationEnvironment } from "./env.ts";
import { allMigrations } from "./migrations.ts";

/** Brings the business database up to date; run before any app starts. */
const { DATABASE_URL } = readMigrationEnvironment();
const database = connect(DATABASE_URL, { applicationName: "evertill-migrate" });
await migrate(database.$client, allMigrations);
await database.$client.end();
