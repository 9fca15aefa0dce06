import { connect, migrate } from "@evertill/database";
import { postgresUrl, readEnvironment } from "@evertill/environment";
import { z } from "zod";
import { allMigrations } from "./migrations.ts";

/** Brings the business database up to date; run before any app starts. */
const { DATABASE_URL } = readEnvironment(
  "The migration",
  z.object({ DATABASE_URL: postgresUrl("postgres://evertill@localhost:5432/evertill") }),
  { variables: process.env },
);
const database = connect(DATABASE_URL, { applicationName: "evertill-migrate" });
await migrate(database.$client, allMigrations);
await database.$client.end();
