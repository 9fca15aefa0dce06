import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import { openTasks } from "../../stores/operator-task.ts";
import { createPostgresAttemptStore } from "../../stores/postgres-attempt-store.ts";
import { createPostgresHealthStore } from "../../stores/postgres-health-store.ts";
import { createPostgresRefundStore } from "../../stores/postgres-refund-store.ts";
import { createPostgresRoutingStore } from "../../stores/postgres-routing-store.ts";
import type { Stores } from "./mortal-payments.ts";

/** The real stores, emptied; simulated time stands still while the database is at work. */
export async function postgresStores(database: Database): Promise<Stores> {
  await database.execute(sql`truncate payment, payment_attempt, payment_refund, payment_attempt_history, payment_operation, provider_event,
    operator_task, provider_breaker, provider_calls, provider_approvals, payment_routing, routing_policy cascade`);
  let atWork = 0;
  const awaited = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get: (object, name) => {
        const member: unknown = Reflect.get(object, name);
        if (typeof member !== "function") return member;
        return async (...parameters: unknown[]) => {
          atWork += 1;
          try {
            return (await member.apply(object, parameters)) as unknown;
          } finally {
            atWork -= 1;
          }
        };
      },
    });
  const clock = { now: () => new Date() };
  return {
    attempts: (time) => awaited(createPostgresAttemptStore(database, time)),
    refunds: (time) => awaited(createPostgresRefundStore(database, time)),
    tasks: () => openTasks(database),
    health: awaited(createPostgresHealthStore(database)),
    routing: awaited(createPostgresRoutingStore(database, clock)),
    isBusy: () => atWork > 0,
  };
}
