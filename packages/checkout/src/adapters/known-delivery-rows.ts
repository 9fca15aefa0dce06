import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { DeliveryOption } from "../domain/shop-cart.ts";
import type { Parcel } from "../ports/till-store.ts";

/** Remembers what the shop offers for a parcel; written once a minute at most. What was offered two days ago is forgotten. */
export async function rememberDelivery(
  database: Database,
  { country, zone, currency, goodsMinor }: Parcel,
  options: readonly DeliveryOption[],
  now: Date,
): Promise<void> {
  const { rowCount } = await database.execute(sql`
    insert into known_delivery_offer (country, zone, currency, goods_minor, options, read_at)
    values (${country}, ${zone}, ${currency}, ${goodsMinor}, ${JSON.stringify(options)}::jsonb, ${now.toISOString()})
    on conflict (country, zone, currency, goods_minor) do update
      set options = excluded.options, read_at = excluded.read_at
      where known_delivery_offer.read_at < excluded.read_at - interval '1 minute'`);
  if (rowCount === 0) return;
  await database.execute(sql`
    delete from known_delivery_offer where read_at < ${now.toISOString()}::timestamptz - interval '2 days'`);
}

/**
 * What the shop last offered there for goods worth as much, or for the nearest worth less, if that was no longer ago than `since`;
 * empty when not. Delivery grows free with the goods, so what a dearer parcel was offered promises a cheaper one nothing.
 */
export async function knownDelivery(
  database: Database,
  { country, zone, currency, goodsMinor }: Parcel,
  since: Date,
): Promise<readonly DeliveryOption[]> {
  const { rows } = await database.execute<{ options: DeliveryOption[] }>(sql`
    select options from known_delivery_offer
    where country = ${country} and zone = ${zone} and currency = ${currency} and goods_minor <= ${goodsMinor}
      and read_at >= ${since.toISOString()}
    order by goods_minor desc limit 1`);
  return rows[0]?.options ?? [];
}
