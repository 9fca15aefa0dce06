import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { DiscountLimit } from "../ports/till-store.ts";

/** Takes over the limits of the shop's codes. */
export async function setDiscountLimits(
  database: Database | Transaction,
  limits: readonly DiscountLimit[],
): Promise<void> {
  for (const { code, usageLimit, oncePerCustomer } of limits) {
    await database.execute(sql`
      insert into discount_limit (code, usage_limit, once_per_customer)
      values (${code.toUpperCase()}, ${usageLimit}, ${oncePerCustomer})
      on conflict (code) do update set usage_limit = excluded.usage_limit, once_per_customer = excluded.once_per_customer`);
  }
}

/** Claims codes for a checkout, all or none; answers those that are used up. A claim becomes the use when the order is placed. */
export async function claimDiscounts(
  tx: Transaction,
  {
    checkoutId,
    codes,
    email,
    now,
  }: { checkoutId: string; codes: readonly string[]; email: string; now: Date },
): Promise<readonly string[]> {
  if (codes.length === 0) return [];
  const upper = [...new Set(codes.map((code) => code.toUpperCase()))].sort();
  const { rows } = await tx.execute<{ code: string }>(
    sql`select code from checkout_claim_discounts(${checkoutId}, ${sql.param(upper)}::text[], ${email}, ${now.toISOString()}) as code`,
  );
  return rows.map(({ code }) => code);
}

/** Gives the claims of a checkout back. */
export async function releaseDiscounts(tx: Transaction, checkoutId: string): Promise<void> {
  await tx.execute(sql`delete from discount_usage where checkout_id = ${checkoutId}`);
}
