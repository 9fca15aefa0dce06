import { freshDatabase } from "@evertill/database/testing";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { paymentsMigrations } from "../migrations.ts";
import { createPostgresHealthStore } from "../stores/postgres-health-store.ts";
import { healthPromises } from "./testing/health-promises.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());
beforeEach(() => fresh.database.execute("truncate provider_breaker, provider_calls, provider_decisions"));

healthPromises("Postgres", () => createPostgresHealthStore(fresh.database));
