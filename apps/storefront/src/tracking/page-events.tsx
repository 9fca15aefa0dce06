"use client";

import type { BrowserEvent, EventItem } from "@evertill/tracking/browser";
import { useEffect, useEffectEvent } from "react";
import { useRecord } from "./tracking-scope.tsx";

/** Records an event when it appears. Give it a key that changes with what is seen. */
export function Seen({ event }: { readonly event: BrowserEvent }) {
  const record = useRecord();
  const onSeen = useEffectEvent(() => record(event));
  useEffect(() => onSeen(), []);
  return null;
}

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
