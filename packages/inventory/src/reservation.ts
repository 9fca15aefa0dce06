import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";

/** How many of which variant; each variant at most once. */
export type Wanted = { readonly variantId: string; readonly quantity: number };

/**
 * What the shop itself was just seen to have left, which may be news that no webhook has brought yet. It can only lower what
 * is promised: an order that the shop subtracted and we have not heard acknowledged is then counted twice for a moment,
 * which is safer than not at all.
 */
export type Seen = { readonly seen?: number | null };

export type Shortage = { readonly variantId: string; readonly available: number };

export type ReserveResult =
  | { readonly kind: "reserved" }
  /** Nothing was reserved. `available` is what is left now, never below zero; zero too for a variant never heard of. */
  | { readonly kind: "short"; readonly shortages: readonly Shortage[] };

/** Adds up lines of the same variant, sorted. */
export function wantedOf(lines: readonly Wanted[]): Wanted[] {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity } of lines) {
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  }
  return [...quantities]
    .map(([variantId, quantity]) => ({ variantId, quantity }))
    .sort((left, right) => (left.variantId < right.variantId ? -1 : 1));
}

/**
 * Promises goods to a holder (a checkout's id), all or nothing, before money moves. Rejects when the holder already holds
 * some: release first.
 */
export async function reserveStock(
  tx: Database | Transaction,
  { holder, lines, at }: { holder: string; lines: readonly (Wanted & Seen)[]; at: Date },
): Promise<ReserveResult> {
  const { rows } = await tx.execute<{ variant_id: string; available: number }>(
    sql`select variant_id, available from inventory_reserve(${holder}, ${ids(lines)}, ${quantities(lines)}, ${counts(lines)}, ${at.toISOString()})`,
  );
  if (rows.length === 0) return { kind: "reserved" };
  const shortages = rows.map((row) => ({
    variantId: row.variant_id,
    available: Math.max(0, row.available),
  }));
  return { kind: "short", shortages };
}

/**
 * Lets go what a holder has reserved. Only once it is certain that no attempt to pay can still take money: time alone never
 * releases anything. A second call changes nothing; an order's goods stay.
 */
export async function releaseStock(tx: Database | Transaction, holder: string): Promise<void> {
  await tx.execute(sql`select inventory_release(${holder})`);
}

/**
 * The goods belong to an order now. Answers what is promised more often than it is there, which happens when the shop lowered
 * its count meanwhile: a paid order is never dropped for it, a person decides.
 */
export async function placeStock(
  tx: Database | Transaction,
  { holder, lines, at }: { holder: string; lines: readonly Wanted[]; at: Date },
): Promise<readonly { variantId: string; missing: number }[]> {
  const { rows } = await tx.execute<{ variant_id: string; missing: number }>(
    sql`select variant_id, missing from inventory_place(${holder}, ${ids(lines)}, ${quantities(lines)}, ${at.toISOString()})`,
  );
  return rows.map((row) => ({ variantId: row.variant_id, missing: row.missing }));
}

/**
 * The shop has the order and subtracted its goods at `asOf` (its own time of the order). The order goes on counting here until a
 * count of the shop that is at least as new has arrived, so it is never counted twice nor left out. Pass the counts the shop
 * answers after creating the order to {@link setLevels} in the same transaction, and it settles at once.
 */
export async function acknowledgeStock(
  tx: Database | Transaction,
  { holder, asOf }: { holder: string; asOf: Date },
): Promise<void> {
  await tx.execute(sql`select inventory_acknowledge(${holder}, ${asOf.toISOString()})`);
}

function ids(lines: readonly Wanted[]) {
  return sql`${sql.param(wantedOf(lines).map(({ variantId }) => variantId))}::text[]`;
}

function quantities(lines: readonly Wanted[]) {
  return sql`${sql.param(wantedOf(lines).map(({ quantity }) => quantity))}::integer[]`;
}

/** The lowest count seen of each variant, in the order of {@link ids}; null where none was. */
function counts(lines: readonly (Wanted & Seen)[]) {
  const seen = wantedOf(lines).map(({ variantId }) => {
    const known = lines.flatMap((line) =>
      line.variantId === variantId && line.seen != null ? [line.seen] : [],
    );
    return known.length === 0 ? null : Math.min(...known);
  });
  return sql`${sql.param(seen)}::integer[]`;
}
