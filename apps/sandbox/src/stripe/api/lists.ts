import type { Form } from "./form.ts";
import { invalidRequest } from "./stripe-error.ts";

/** Stripe's list: the newest first, by cursor. */
export function listOf<Document extends { readonly id: string; readonly created: number }>(
  documents: readonly Document[],
  { query, url, view }: { query: Form; url: string; view: (document: Document) => object },
): object {
  const limit = Number(query["limit"] ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalidRequest("Invalid limit: must be between 1 and 100", { param: "limit" });
  const newest = documents.toReversed();
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

function positionOf(documents: readonly { readonly id: string }[], id: string, param: string): number {
  const position = documents.findIndex((document) => document.id === id);
  if (position === -1) throw invalidRequest(`No such object: '${id}'`, { param, code: "resource_missing" });
  return position;
}
