import type { Form } from "./form.ts";
import { invalidRequest } from "./stripe-error.ts";

const everywhere = ["limit", "starting_after", "ending_before", "created"];

/** Stripe's list: the newest first, by cursor, filtered by `created` and the fields of `by`. What no filter is, is refused. */
export function listOf<Document extends { readonly id: string; readonly created: number }>(
  documents: readonly Document[],
  {
    query,
    url,
    view,
    by = {},
  }: {
    query: Form;
    url: string;
    view: (document: Document) => object;
    by?: Readonly<Record<string, (document: Document) => string | null>>;
  },
): object {
  const limit = Number(query["limit"] ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidRequest("Invalid limit: must be between 1 and 100", { param: "limit" });
  const unknown = Object.keys(query).find((name) => !everywhere.includes(name) && !(name in by));
  if (unknown !== undefined)
    throw invalidRequest(`Received unknown parameter: ${unknown}`, {
      code: "parameter_unknown",
      param: unknown,
    });
  const isCreated = createdIn(query["created"]);
  const newest = documents
    .filter(({ created }) => isCreated(created))
    .filter((document) =>
      Object.entries(by).every(([name, of]) => (query[name] ?? of(document)) === of(document)),
    )
    .toReversed();
  const after = query["starting_after"];
  const before = query["ending_before"];
  const start = typeof after === "string" ? positionOf(newest, after, "starting_after") + 1 : 0;
  const end = typeof before === "string" ? positionOf(newest, before, "ending_before") : newest.length;
  const window =
    typeof before === "string"
      ? newest.slice(Math.max(start, end - limit), end)
      : newest.slice(start, Math.min(end, start + limit));
  return { object: "list", url, has_more: start + window.length < end, data: window.map(view) };
}

const comparisons: Readonly<Record<string, (created: number, bound: number) => boolean>> = {
  gt: (created, bound) => created > bound,
  gte: (created, bound) => created >= bound,
  lt: (created, bound) => created < bound,
  lte: (created, bound) => created <= bound,
};

/** `created=1700000000`, or bounds: `created[gte]=…&created[lt]=…`, in seconds. */
function createdIn(wanted: Form[string] | undefined): (created: number) => boolean {
  if (wanted === undefined) return () => true;
  if (typeof wanted === "string") {
    const exact = second(wanted);
    return (created) => created === exact;
  }
  const bounds = Object.entries(wanted).map(([name, value]) => {
    const holds = comparisons[name];
    if (!holds) throw invalidRequest(`Received unknown parameter: created[${name}]`, { param: "created" });
    return { holds, bound: second(value) };
  });
  return (created) => bounds.every(({ holds, bound }) => holds(created, bound));
}

function second(value: Form[string]): number {
  if (typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  throw invalidRequest("Invalid timestamp: must be an integer Unix timestamp in seconds", {
    code: "parameter_invalid_integer",
    param: "created",
  });
}

function positionOf(documents: readonly { readonly id: string }[], id: string, param: string): number {
  const position = documents.findIndex((document) => document.id === id);
  if (position === -1) throw invalidRequest(`No such object: '${id}'`, { param, code: "resource_missing" });
  return position;
}
