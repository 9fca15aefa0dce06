import { GraphQLError } from "graphql";

export type ConnectionArgs = {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
};

type Node = { readonly id: string };

/** A Relay connection over nodes in their order. A cursor names a node by its id, so it holds while others come and go. */
export function connectionOf<N extends Node>(
  nodes: readonly N[],
  { first, after, last, before, reverse }: ConnectionArgs,
) {
  if (first == null && last == null) throw new GraphQLError("you must provide one of first or last");
  if ((first ?? 0) > 250 || (last ?? 0) > 250) throw new GraphQLError("first and last may be 250 at most");
  const ordered = reverse === true ? nodes.toReversed() : nodes;
  const from = after == null ? 0 : positionOf(ordered, after) + 1;
  const to = before == null ? ordered.length : positionOf(ordered, before);
  const window = ordered.slice(from, to);
  const page =
    first == null ? window.slice(Math.max(0, window.length - (last ?? 0))) : window.slice(0, first);
  const start = page[0] === undefined ? from : ordered.indexOf(page[0]);
  return {
    nodes: page,
    edges: page.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: {
      hasNextPage: start + page.length < ordered.length,
      hasPreviousPage: start > 0,
      startCursor: page[0] ? cursorOf(page[0]) : null,
      endCursor: page.at(-1) ? cursorOf(page.at(-1) as N) : null,
    },
  };
}

function cursorOf({ id }: Node): string {
  return Buffer.from(JSON.stringify({ id })).toString("base64");
}

function positionOf(nodes: readonly Node[], cursor: string): number {
  const { id } = parse(cursor);
  const position = nodes.findIndex((node) => node.id === id);
  if (position === -1) throw new GraphQLError("Invalid cursor for current pagination sort.");
  return position;
}

function parse(cursor: string): { id?: unknown } {
  try {
    return JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as { id?: unknown };
  } catch {
    return {};
  }
}
