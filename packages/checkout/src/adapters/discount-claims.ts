import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { DiscountLimit } from "../ports/till-store.ts";

/** Takes over the limits of the shop's codes, all of them: a code that is not among them is no longer limited. */
export async function setDiscountLimits(database: Database, limits: readonly DiscountLimit[]): Promise<void> {
  // Sorted, so that two who take over at once wait for each other in one direction.
  const byCode = [...new Map(limits.map((limit) => [limit.code.toUpperCase(), limit]))].sort(
    ([one], [other]) => (one < other ? -1 : 1),
  );
  const codes = sql`${sql.param(byCode.map(([code]) => code))}::text[]`;
  await database.transaction(async (tx) => {
    await tx.execute(sql`delete from discount_limit where code <> all(${codes})`);
    await tx.execute(sql`
      insert into discount_limit (code, usage_limit, once_per_customer)
      select code, usage_limit, once_per_customer from unnest(${codes},
        ${sql.param(byCode.map(([, { usageLimit }]) => usageLimit))}::integer[],
        ${sql.param(byCode.map(([, { oncePerCustomer }]) => oncePerCustomer))}::boolean[]
      ) as told (code, usage_limit, once_per_customer)
      on conflict (code) do update set usage_limit = excluded.usage_limit, once_per_customer = excluded.once_per_customer
        where (discount_limit.usage_limit, discount_limit.once_per_customer)
          is distinct from (excluded.usage_limit, excluded.once_per_customer)`);
  });
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

/** Those of the codes that others have used up, in upper case. Claims nothing: paying does. */
export async function usedUpDiscounts(
  database: Database,
  { checkoutId, codes, email }: { checkoutId: string; codes: readonly string[]; email: string },
): Promise<readonly string[]> {
  const upper = codes.map((code) => code.toUpperCase());
  const { rows } = await database.execute<{ code: string }>(sql`
    select l.code from discount_limit l
    where l.code = any(${sql.param(upper)}::text[]) and (
      l.usage_limit <= (select count(*) from discount_usage u where u.code = l.code and u.checkout_id <> ${checkoutId})
      or (l.once_per_customer and exists (
        select 1 from discount_usage u where u.code = l.code and u.checkout_id <> ${checkoutId}
          and u.customer = encode(sha256(convert_to(lower(${email}), 'UTF8')), 'hex'))))`);
  return rows.map(({ code }) => code);
}

/** Gives the claims of a checkout back. */
export async function releaseDiscounts(tx: Transaction, checkoutId: string): Promise<void> {
  await tx.execute(sql`delete from discount_usage where checkout_id = ${checkoutId}`);
}
