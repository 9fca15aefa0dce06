import { pageTag, type ShopVersion } from "@evertill/catalog";
import { locales } from "@evertill/money";
import { NotYet } from "../jobs/parts.ts";
import { affectedTags } from "./affected-tags.ts";
import type { FreshnessParts } from "./freshness-parts.ts";
import { representations, type StorefrontProcess } from "./storefronts.ts";
import { findSubject, forgetSubject, markShown, type Subject } from "./subject-store.ts";

/** A shop that still shows the old version after its webhook is asked again this often, then its word is taken. */
const premature = { pauseMs: 200, asks: 15, untilMs: 120_000 };
/** How long a page may take to show the new version before the job begins anew. */
const writing = { pauseMs: 60, asks: 100 };
/** Pages beyond these are called old like the rest, and written when they are next asked for. */
const askedPagesMax = 200;
/** A process writes one page at a time: lists one by one leave it free for the next product's own pages. */
const lanes = { own: 4, others: 1 } as const;

/**
 * Brings a change of the shop to its pages: waits until the shop itself shows it, calls the pages that show it old in every
 * storefront process, asks each until the new one answers, and only then calls it old at the edge. Nothing that is good is
 * ever thrown away, so a shop that falls silent in the middle costs no page. Safe to run twice; rejects when it has to be
 * run again.
 */
export async function refreshPages(parts: FreshnessParts, { subject }: { subject: string }): Promise<void> {
  const { database, log, now } = parts;
  const known = await findSubject(database, subject);
  if (!known?.pendingSince) return;
  const version = subject.startsWith("gid://") ? await awaitVersion(parts, known) : null;
  const change: Change = { tags: affectedTags(known, version), known, version };
  const kept = await Promise.all(parts.storefronts.map((storefront) => storefront.revalidate(change.tags)));
  const { own, others } = sortPages(change, kept.flat());
  // A product's own pages are few and looked at first: they need not wait for every list it stands in.
  if (own.length > 0)
    await bringToShoppers(parts, own, { change, tags: [pageTag.productPage(subject)], lanes: lanes.own });
  // Where nothing keeps pages in front of the processes, a list called old is written for whoever asks for it next: each
  // order moves a stock, and writing every list for it at once would cost the shop more than it gives.
  const written = parts.edge ? others : [];
  await bringToShoppers(parts, written, { change, tags: change.tags, lanes: lanes.others });
  const pages = own.length + written.length;
  await markShown(database, known, { shown: shownOf(version), pages, now: now() });
  if (version === null && subject.startsWith("gid://")) await forgetSubject(database, known);
  const lagMs = now().getTime() - (known.heardVersion ?? known.pendingSince).getTime();
  log.info({ subject, toldBy: known.toldBy, pages, lagMs }, "pages are fresh");
}

/** The version the shop shows, once it is at least the one that was heard of. Null when the subject is gone. */
async function awaitVersion(parts: FreshnessParts, known: Subject): Promise<ShopVersion | null> {
  const { catalog, pause, now, log } = parts;
  const waitedMs = () => now().getTime() - (known.pendingSince ?? now()).getTime();
  for (let asks = 1; ; asks += 1) {
    const version = await findVersion(catalog, known.subject);
    if (isAtLeast(version, known.heardVersion)) return version;
    if (waitedMs() > premature.untilMs) {
      log.warn({ subject: known.subject, heard: known.heardVersion }, "the shop never showed this version");
      return version;
    }
    if (asks === premature.asks)
      throw new NotYet(`The shop does not show ${known.subject} as told`, "it may be behind");
    await pause(premature.pauseMs);
  }
}

/** Sold in one locale is sold: a market may leave a product out. */
async function findVersion(catalog: FreshnessParts["catalog"], gid: string): Promise<ShopVersion | null> {
  for (const locale of locales) {
    const version = await catalog.getVersion(gid, { locale });
    if (version) return version;
  }
  return null;
}

/** The Storefront API tells whole seconds (2026-04), webhooks may tell more. */
function isAtLeast(version: ShopVersion | null, heard: Date | null): boolean {
  if (heard === null) return true;
  return (
    version !== null && new Date(version.updatedAt).getTime() >= Math.floor(heard.getTime() / 1_000) * 1_000
  );
}

type Change = {
  readonly tags: readonly string[];
  readonly known: Subject;
  readonly version: ShopVersion | null;
};

/** Asks every storefront process for each page until the new one answers, and only then calls the old one old at the edge. */
async function bringToShoppers(
  parts: FreshnessParts,
  pages: readonly string[],
  { change, tags, lanes: atOnce }: { change: Change; tags: readonly string[]; lanes: number },
): Promise<void> {
  await Promise.all(
    parts.storefronts.map((storefront) =>
      forEach(pages, atOnce, (page) => awaitPage(parts, storefront, { page, change })),
    ),
  );
  if (!parts.edge) return;
  const { purge, ask } = parts.edge;
  await purge.softPurge(tags);
  await forEach(pages, atOnce, ask);
}

async function forEach(
  pages: readonly string[],
  atOnce: number,
  work: (page: string) => Promise<void>,
): Promise<void> {
  const waiting = pages.values();
  const lane = async () => {
    for (const page of waiting) await work(page);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** A product's plain pages are asked for even where nobody did yet: they are what people look at after an edit. */
function sortPages({ known: { subject }, version }: Change, kept: readonly string[]) {
  const isProduct = version !== null && subject.startsWith("gid://shopify/Product/");
  const plain = isProduct ? locales.map(({ path }) => productPath(path, version.handle)) : [];
  const all = [...new Set([...plain, ...kept])].slice(0, askedPagesMax);
  const isOwn = (page: string) => plain.includes(page.split("?", 1)[0] ?? "");
  return { own: all.filter((page) => isOwn(page)), others: all.filter((page) => !isOwn(page)) };
}

function productPath(locale: string, handle: string): string {
  return `/${locale}/products/${encodeURIComponent(handle)}`;
}

async function awaitPage(
  { pause }: FreshnessParts,
  storefront: StorefrontProcess,
  { page, change }: { page: string; change: Change },
): Promise<void> {
  for (const representation of representations) {
    for (let asks = 1; ; asks += 1) {
      const { status, isStale, tags } = await storefront.ask(page, representation);
      if (status < 500 && !isStale && showsVersion(tags, change)) break;
      if (asks === writing.asks)
        throw new NotYet(`${storefront.url}${page} is still the old one`, String(status));
      await pause(writing.pauseMs);
    }
  }
}

/** A page that failed to be written anew is kept, and marked as if it were: only the version it carries tells. */
function showsVersion(tags: readonly string[], { known: { subject }, version }: Change): boolean {
  const prefix = `product-version:${subject.split("/").at(-1)}:`;
  const shown = tags.find((tag) => tag.startsWith(prefix));
  if (shown === undefined || version === null || !subject.startsWith("gid://shopify/Product/")) return true;
  return Number(shown.slice(prefix.length)) >= new Date(version.updatedAt).getTime();
}

function shownOf(version: ShopVersion | null) {
  return {
    version: version && new Date(version.updatedAt),
    handle: version?.handle ?? null,
    collectionIds: version?.collectionIds ?? [],
    listedAs: version?.listedAs ?? "",
  };
}
