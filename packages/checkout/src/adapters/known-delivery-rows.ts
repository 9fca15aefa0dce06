import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { DeliveryOption } from "../domain/shop-cart.ts";
import type { Place } from "../ports/till-store.ts";

/** Remembers what the shop offers for a place; written once a minute at most. */
export async function rememberDelivery(
  database: Database,
  { country, zone, currency }: Place,
  options: readonly DeliveryOption[],
  now: Date,
): Promise<void> {
  await database.execute(sql`
    insert into known_delivery (country, zone, currency, options, read_at)
    values (${country}, ${zone}, ${currency}, ${JSON.stringify(options)}::jsonb, ${now.toISOString()})
    on conflict (country, zone, currency) do update set options = excluded.options, read_at = excluded.read_at
      where known_delivery.read_at < excluded.read_at - interval '1 minute'`);
}

/** What the shop last offered for a place, if that was no longer ago than `since`; empty when not. */
export async function knownDelivery(
  database: Database,
  { country, zone, currency }: Place,
  since: Date,
): Promise<readonly DeliveryOption[]> {
  const { rows } = await database.execute<{ options: DeliveryOption[] }>(sql`
    select options from known_delivery where country = ${country} and zone = ${zone} and currency = ${currency}
      and read_at >= ${since.toISOString()}`);
  return rows[0]?.options ?? [];
}
