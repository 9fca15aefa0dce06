import type { Store } from "../../store/store.ts";
import { type CollectionDocument, kinds } from "../model.ts";

/** The place of each product in a collection's manual order: numbers that grow, with gaps. */
export type RankDocument = { readonly id: string; readonly ranks: Readonly<Record<string, number>> };

const kind = "collection-rank";
const gap = 65_536;

/** Keeps the ranks of every collection, so that a cursor into a manual order holds when products come, go and move. */
export function keepRanks(store: Store): void {
  const documents = store.collection<RankDocument>(kind);
  store.observe((changed, _before, after) => {
    if (changed !== kinds.collection || !isCollection(after)) return;
    const ranks = rerank(documents.get(after.id)?.ranks ?? {}, after.productIds);
    documents.put({ id: after.id, ranks });
  });
}

/** The rank of each product id in a collection. */
export function ranksOf(
  store: Store,
  { id, productIds }: CollectionDocument,
): Readonly<Record<string, number>> {
  return store.collection<RankDocument>(kind).get(id)?.ranks ?? rerank({}, productIds);
}

/**
 * New ranks for a new order. Products that kept their order among each other keep their rank; one that is new or was
 * moved gets a rank between its neighbours. When there is no room left between two, all are numbered afresh.
 */
export function rerank(
  old: Readonly<Record<string, number>>,
  order: readonly string[],
): Readonly<Record<string, number>> {
  const kept = longestRun(order.flatMap((id) => old[id] ?? []));
  const following = nextKept(order, old, kept);
  const ranks: Record<string, number> = {};
  let last = 0;
  for (const [index, id] of order.entries()) {
    const own = old[id];
    const next = own !== undefined && kept.has(own) ? own : between(last, following[index]);
    if (next <= last) return Object.fromEntries(order.map((each, place) => [each, (place + 1) * gap]));
    ranks[id] = next;
    last = next;
  }
  return ranks;
}

function between(low: number, high: number | undefined): number {
  return high === undefined ? low + gap : Math.floor((low + high) / 2);
}

/** For each place, the kept rank that comes after it; undefined where there is none. */
function nextKept(
  order: readonly string[],
  old: Readonly<Record<string, number>>,
  kept: ReadonlySet<number>,
): readonly (number | undefined)[] {
  const following: (number | undefined)[] = [];
  let next: number | undefined;
  for (let index = order.length - 1; index >= 0; index -= 1) {
    following[index] = next;
    const own = old[order[index] ?? ""];
    if (own !== undefined && kept.has(own)) next = own;
  }
  return following;
}

/** The members of the longest growing subsequence (patience sorting). */
function longestRun(values: readonly number[]): ReadonlySet<number> {
  const piles: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const value of values) {
    const pile = firstAtLeast(piles, value);
    previous.set(value, pile > 0 ? piles[pile - 1] : undefined);
    piles[pile] = value;
  }
  const run = new Set<number>();
  for (let value = piles.at(-1); value !== undefined; value = previous.get(value)) run.add(value);
  return run;
}

/** The place of the first of these sorted values that is not below `wanted`; their number when there is none. */
function firstAtLeast(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isCollection(entity: object | undefined): entity is CollectionDocument {
  return entity !== undefined && "productIds" in entity;
}
