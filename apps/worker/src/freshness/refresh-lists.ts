import { bringToShoppers } from "./bring-to-shoppers.ts";
import type { FreshnessParts } from "./freshness-parts.ts";
import { forgetStale, listStale } from "./stale-tag-store.ts";
import { recordRefresh } from "./subject-store.ts";

/** As many as a storefront process hears of at once. */
const tagsMax = 500;
/**
 * Pages beyond these are called old like the rest, and written when they are next asked for: the edge hears of all of them
 * together, so one that nobody looks at must not keep the others waiting.
 */
const pagesMax = 60;

/**
 * Brings what products, collections, menus and words changed to the pages that show it beside others: all that was called
 * stale by now, in one go. One page at a time and behind products' own pages, which would wait for a list that is being written.
 * Safe to run twice; rejects when it has to be run again.
 */
export async function refreshLists(parts: FreshnessParts): Promise<void> {
  const { database, storefronts, log, now } = parts;
  const stale = await listStale(database, tagsMax);
  const [first] = stale;
  if (!first) return;
  const tags = stale.map(({ tag }) => tag);
  const kept = await Promise.all(storefronts.map((storefront) => storefront.revalidate(tags)));
  // Where nothing keeps pages in front of the processes, a list called old is written for whoever asks for it next: writing
  // every list at once would cost the shop more than it gives.
  const pages = parts.edge ? [...new Set(kept.flat())].sort(plainFirst).slice(0, pagesMax) : [];
  await bringToShoppers(parts, { pages, tags, atOnce: 1, turn: parts.turns.others });
  await forgetStale(database, stale);
  const { toldBy, calledAt: heardAt } = first;
  const shownAt = now();
  await recordRefresh(database, {
    subject: "lists",
    toldBy,
    changedAt: null,
    heardAt,
    shownAt,
    pages: pages.length,
  });
  log.info(
    { tags: tags.length, pages: pages.length, lagMs: shownAt.getTime() - heardAt.getTime() },
    "lists are fresh",
  );
}

/** More people look at a whole list than at a narrowed one. */
function plainFirst(one: string, other: string): number {
  return Number(one.includes("?")) - Number(other.includes("?"));
}
