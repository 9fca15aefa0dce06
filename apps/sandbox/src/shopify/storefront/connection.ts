import { GraphQLError } from "graphql";

export type ConnectionArguments = {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
};

/** A value that things are sorted by; null sorts first. */
export type SortValue = string | number | boolean | null;

export type Ordering<Item> = {
  /** Most significant first; the item's id is always the last word. */
  readonly by: (item: Item) => readonly SortValue[];
  readonly id: (item: Item) => string;
};

export type Connection<Item> = {
  readonly nodes: readonly Item[];
  readonly edges: readonly { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

const pageLimit = 250;

/**
 * A page of `items`. A cursor holds the sort values and id of its item, not a position: what is added, removed or
 * moved between two pages neither repeats nor hides the others. Throws a GraphQLError, as Shopify does, when neither
 * `first` nor `last` is given, one is out of 0…250, or a cursor was not made by this sort.
 */
export function connectionOf<Item>(
  items: readonly Item[],
  { by, id }: Ordering<Item>,
  page: ConnectionArguments,
): Connection<Item> {
  const direction = page.reverse ? -1 : 1;
  const keyed = items.map((node) => ({ node, key: [...by(node), idValue(id(node))] }));
  const sorted = keyed.sort((one, other) => direction * compareKeys(one.key, other.key));
  const width = sorted[0]?.key.length;
  const after = page.after == null ? undefined : readCursor(page.after, width);
  const before = page.before == null ? undefined : readCursor(page.before, width);
  const within = sorted.filter(
    ({ key }) =>
      (!after || direction * compareKeys(key, after) > 0) &&
      (!before || direction * compareKeys(key, before) < 0),
  );
  const chosen = choose(within, page);
  const edges = chosen.map(({ node, key }) => ({ cursor: writeCursor(key), node }));
  const [first] = chosen;
  const last = chosen.at(-1);
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasPreviousPage: first ? sorted.indexOf(first) > 0 : after !== undefined && sorted.length > 0,
      hasNextPage: last
        ? sorted.indexOf(last) < sorted.length - 1
        : before !== undefined && sorted.length > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** In the order the items are given, for short lists that are read whole. */
export function inGivenOrder<Item>(items: readonly Item[], id: (item: Item) => string): Ordering<Item> {
  const ranks = new Map(items.map((item, index) => [item, index]));
  return { by: (item) => [ranks.get(item) ?? 0], id };
}

/** A field that lists what this shop has none of. */
export function none(_parent: object, args: ConnectionArguments): Connection<never> {
  return connectionOf<never>([], { by: () => [], id: () => "" }, args);
}

function choose<Item>(within: readonly Item[], { first, last }: ConnectionArguments): readonly Item[] {
  checkSize("first", first);
  checkSize("last", last);
  if (first == null && last == null)
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  const head = first == null ? within : within.slice(0, first);
  return last == null ? head : head.slice(Math.max(0, head.length - last));
}

function checkSize(name: string, size: number | null | undefined): void {
  if (size == null) return;
  if (size < 0) throw new GraphQLError(`${name} must be 0 or greater`);
  if (size > pageLimit) throw new GraphQLError(`${name} cannot exceed ${pageLimit}`);
}

function compareKeys(one: readonly SortValue[], other: readonly SortValue[]): number {
  for (const [index, value] of one.entries()) {
    const difference = compareValues(value, other[index] ?? null);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareValues(one: SortValue, other: SortValue): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  if (typeof one === "string" && typeof other === "string") return one < other ? -1 : 1;
  return Number(one) - Number(other);
}

/** Ids are numbers in the order of creation, too long for doubles to be trusted as text. */
function idValue(id: string): SortValue {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

function writeCursor(key: readonly SortValue[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64");
}

function readCursor(cursor: string, width: number | undefined): readonly SortValue[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (Array.isArray(key) && (width === undefined || key.length === width)) return key as SortValue[];
  } catch {
    // Falls through to the error below.
  }
  throw new GraphQLError(`Invalid cursor for current pagination sort.`, {
    extensions: { code: "BAD_REQUEST" },
  });
}
