import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";

/** What the shop said of a variant. Ids are numeric strings without `gid://shopify/ProductVariant/`. */
export type Level = {
  readonly variantId: string;
  /** How many the shop would sell now: its `available`, without the orders it knows. */
  readonly onHand: number;
  /** The shop's time of the count (`updated_at` of the inventory level). */
  readonly asOf: Date;
  /** Left out: as known before; tracked and not sold without stock when never known. */
  readonly tracked?: boolean;
  readonly sellsWithoutStock?: boolean;
};

/**
 * Takes over counts of the shop: webhook, import or reconciliation. Late, repeated and disordered ones are harmless: an older
 * count than the known one is dropped, and orders the shop already subtracted are counted once.
 */
export async function setLevels(database: Database | Transaction, levels: readonly Level[]): Promise<void> {
  if (levels.length === 0) return;
  await database.execute(sql`select inventory_set_levels(
    ${sql.param(levels.map(({ variantId }) => variantId))}::text[],
    ${sql.param(levels.map(({ tracked }) => tracked ?? null))}::boolean[],
    ${sql.param(levels.map(({ sellsWithoutStock }) => sellsWithoutStock ?? null))}::boolean[],
    ${sql.param(levels.map(({ onHand }) => onHand))}::integer[],
    ${sql.param(levels.map(({ asOf }) => asOf.toISOString()))}::timestamptz[])`);
}

/**
 * Notes counts seen in passing, on a cart, for variants of which nothing is known. Any count by {@link setLevels} is newer.
 */
export async function learnUnknownLevels(
  database: Database | Transaction,
  levels: readonly Omit<Required<Level>, "asOf">[],
): Promise<void> {
  if (levels.length === 0) return;
  await database.execute(sql`
    insert into inventory_level (variant_id, tracked, sells_without_stock, on_hand, as_of)
    select variant_id, tracked, without_stock, count, '-infinity' from unnest(
      ${sql.param(levels.map(({ variantId }) => variantId))}::text[],
      ${sql.param(levels.map(({ tracked }) => tracked))}::boolean[],
      ${sql.param(levels.map(({ sellsWithoutStock }) => sellsWithoutStock))}::boolean[],
      ${sql.param(levels.map(({ onHand }) => onHand))}::integer[]
    ) as seen(variant_id, tracked, without_stock, count)
    order by variant_id
    on conflict do nothing`);
}

/** How many of each variant may still be promised. Null: as many as one likes. Unknown variants are left out. */
export async function availableOf(
  database: Database | Transaction,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  const { rows } = await database.execute<{ variant_id: string; available: number | null }>(sql`
    select variant_id,
      case when tracked and not sells_without_stock then on_hand - reserved - placed end as available
    from inventory_level where variant_id = any(${sql.param([...variantIds])}::text[])`);
  return new Map(rows.map((row) => [row.variant_id, row.available]));
}
