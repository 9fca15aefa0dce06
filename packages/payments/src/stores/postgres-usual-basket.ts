import type { Database } from "@evertill/database";
import { type CurrencyCode, type Money, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import type { UsualBasket } from "../risk/usual-basket.ts";

const monthMs = 30 * 86_400_000;
/** How long what was counted is gone by. */
const lifetimeMs = 3_600_000;
const fewest = 30;

export function createPostgresUsualBasket(database: Database): UsualBasket {
  const counted = new Map<CurrencyCode, { readonly atMs: number; readonly usual: Promise<Money | null> }>();

  async function count(currency: CurrencyCode, at: Date): Promise<Money | null> {
    const since = new Date(at.getTime() - monthMs).toISOString();
    const { rows } = await database.execute<{ orders: string; middle: string | null }>(sql`
      select count(*) as orders, percentile_disc(0.5) within group (order by amount_minor) as middle
      from (select amount_minor from payment_attempt
        where created_at >= ${since} and currency = ${currency} and state in ('authorized', 'captured')
        order by created_at desc limit 1000) as newest`);
    const { orders, middle } = rows[0] ?? {};
    return middle == null || Number(orders) < fewest ? null : money(Number(middle), currency);
  }

  return (currency, at) => {
    const known = counted.get(currency);
    if (known && at.getTime() - known.atMs < lifetimeMs) return known.usual;
    const usual = count(currency, at);
    counted.set(currency, { atMs: at.getTime(), usual });
    usual.catch(() => counted.delete(currency));
    return usual;
  };
}
