import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { Claim } from "../ports/till-store.ts";
import { isToken } from "../domain/token.ts";
import type { PlaceOrderResult } from "../till.ts";
import { checkoutColumns, checkoutOf } from "./checkout-rows.ts";

/** A claim that was not finished for so long belonged to a process that died; the next request with the key takes it over. */
export const claimLifetimeMs = 60_000;

/**
 * Claims a key before any work is done for it, and reads the checkout it is for. What is read may be older than the claim by
 * a moment: whoever goes on from it is stopped by the checkout's version.
 */
export async function claimKey(
  database: Database,
  { token, key, fingerprint, now }: { token: string; key: string; fingerprint: string; now: Date },
): Promise<Claim> {
  if (!isToken(token)) return { kind: "not-found" };
  const claimId = randomUUID();
  const at = now.toISOString();
  const { rows } = await database.execute<{
    mine: boolean;
    fingerprint: string;
    result: PlaceOrderResult | null;
  }>(sql`
    with asked as (select ${checkoutColumns} from checkout where token = ${token}),
    claimed as (
      insert into checkout_idempotency as claim (checkout_id, key, fingerprint, claim_id, claimed_at)
      select id, ${key}, ${fingerprint}, ${claimId}::uuid, ${at}::timestamptz from asked
      on conflict (checkout_id, key) do update set (claim_id, claimed_at) = (
        select excluded.claim_id, excluded.claimed_at where ${abandoned}
        union all select claim.claim_id, claim.claimed_at where not ${abandoned})
      returning claim_id = ${claimId}::uuid as mine, fingerprint, result)
    select claimed.*, asked.* from claimed, asked`);
  const claim = rows[0];
  if (!claim) return { kind: "not-found" };
  if (claim.fingerprint !== fingerprint) return { kind: "other-body" };
  if (claim.result) return { kind: "replay", result: claim.result };
  return claim.mine ? { kind: "claimed", checkout: checkoutOf(claim) } : { kind: "in-progress" };
}

const abandoned = sql.raw(`(claim.result is null and claim.fingerprint = excluded.fingerprint
  and claim.claimed_at <= excluded.claimed_at - interval '${claimLifetimeMs} milliseconds')`);

/** Forgets a claim that came to nothing, so that the same request may come again. */
export async function dropClaim(
  database: Database,
  { checkoutId, key }: { checkoutId: string; key: string },
): Promise<void> {
  await database.execute(sql`delete from checkout_idempotency
    where checkout_id = ${checkoutId} and key = ${key} and result is null`);
}

/** Keeps the answer for whoever asks again with the same key. */
export async function keepResult(
  database: Database | Transaction,
  { checkoutId, key, result }: { checkoutId: string; key: string; result: PlaceOrderResult },
): Promise<void> {
  await database.execute(sql`update checkout_idempotency set result = ${JSON.stringify(result)}::jsonb
    where checkout_id = ${checkoutId} and key = ${key}`);
}
