"use client";

import type { EventItem } from "@evertill/tracking/browser";
import { Seen } from "./tracking-scope.tsx";

/** Says that a list was seen, once each time it is shown. */
export function ListViewed({
  listId,
  items,
}: {
  readonly listId: string;
  readonly items: readonly EventItem[];
}) {
  if (items.length === 0) return null;
  const shown = items.map(({ productId }) => productId).join();
  return <Seen key={`${listId} ${shown}`} event={{ name: "view_item_list", listId, items: [...items] }} />;
}
