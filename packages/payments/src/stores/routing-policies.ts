import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import { defaultRoutingPolicy, readRoutingPolicy, type RoutingPolicy } from "../routing/policy.ts";

/** A policy somebody put in force. */
export type ActivatedPolicy = {
  /** Null: the one that is built in, in force while nobody has put another there. */
  readonly id: string | null;
  readonly policy: RoutingPolicy;
  readonly by: string | null;
  readonly at: Date | null;
  readonly reason: string | null;
};

/**
 * The policies that were put in force, newest first: the first one counts, in every process within five seconds. The
 * built-in one stands at the end. What is stored and no longer valid is left out, as {@link Routing} does.
 */
export async function readPolicies(
  database: Database,
  limit = 20,
): Promise<readonly [ActivatedPolicy, ...ActivatedPolicy[]]> {
  const { rows } = await database.execute<{
    id: string;
    policy: unknown;
    activated_by: string;
    activated_at: Date | string;
    reason: string | null;
  }>(
    sql`select id::text, policy, activated_by, activated_at, reason from routing_policy order by id desc limit ${limit}`,
  );
  const activated = rows.flatMap(({ id, policy, activated_by, activated_at, reason }): ActivatedPolicy[] => {
    const read = readRoutingPolicy(policy);
    return read.kind === "policy"
      ? [{ id, policy: read.policy, by: activated_by, at: new Date(activated_at), reason }]
      : [];
  });
  const [first, ...rest] = activated;
  const builtIn: ActivatedPolicy = {
    id: null,
    policy: defaultRoutingPolicy,
    by: null,
    at: null,
    reason: null,
  };
  return first ? [first, ...rest, builtIn] : [builtIn];
}

export type Activation =
  | { readonly kind: "active" }
  /** Each problem with its place in the policy. */
  | { readonly kind: "refused"; readonly problems: readonly string[] }
  /** Somebody else put another one in force since the caller looked. */
  | { readonly kind: "overtaken" };

/** Puts a policy in force, in till and worker within seconds. `replaces`: the id of the one that was looked at. */
export async function activatePolicy(
  database: Database,
  {
    written,
    replaces,
    by,
    reason,
    now,
  }: {
    readonly written: unknown;
    readonly replaces: string | null;
    readonly by: string;
    readonly reason: string;
    readonly now: Date;
  },
): Promise<Activation> {
  const read = readRoutingPolicy(written);
  if (read.kind === "refused") return read;
  return database.transaction(async (tx) => {
    // Two who press at the same moment are put in a row, and the second one is told.
    await tx.execute(sql`lock table routing_policy in share row exclusive mode`);
    const { rowCount } = await tx.execute(sql`
      insert into routing_policy (policy, activated_by, activated_at, reason)
      select ${JSON.stringify(read.policy)}::jsonb, ${by}, ${now.toISOString()}::timestamptz, ${reason}
      where (select max(id) from routing_policy) is not distinct from ${replaces}::bigint`);
    return { kind: rowCount === 1 ? "active" : "overtaken" };
  });
}
