import type { ShopVersion } from "@evertill/catalog";
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
const askedAtOnce = 4;

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
  const tags = affectedTags(known, version);
  const pages = new Set(
    await Promise.all(
      parts.storefronts.map((storefront) => refreshAt(parts, storefront, { tags, known, version })),
    ).then((all) => all.flat()),
  );
  if (parts.edge) await refreshEdge(parts.edge, tags, [...pages]);
  await markShown(database, known, { shown: shownOf(version), pages: pages.size, now: now() });
  if (version === null && subject.startsWith("gid://")) await forgetSubject(database, known);
  const lagMs = now().getTime() - (known.heardVersion ?? known.pendingSince).getTime();
  log.info({ subject, toldBy: known.toldBy, pages: pages.size, lagMs }, "pages are fresh");
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

async function refreshAt(
  parts: FreshnessParts,
  storefront: StorefrontProcess,
  change: Change,
): Promise<readonly string[]> {
  const kept = await storefront.revalidate(change.tags);
  const pages = [...new Set([...ownPages(change), ...kept])].slice(0, askedPagesMax);
  const waiting = [...pages];
  const askers = Array.from({ length: askedAtOnce }, async () => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift())
      await awaitPage(parts, storefront, { page, change });
  });
  await Promise.all(askers);
  return pages;
}

/** The page of a product is asked for even where nobody did yet: it is what people look at after an edit. */
function ownPages({ known: { subject }, version }: Change): string[] {
  if (version === null || !subject.startsWith("gid://shopify/Product/")) return [];
  return locales.map(({ path }) => `/${path}/products/${encodeURIComponent(version.handle)}`);
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

async function refreshEdge(
  { purge, ask }: NonNullable<FreshnessParts["edge"]>,
  tags: readonly string[],
  pages: readonly string[],
): Promise<void> {
  await purge.softPurge(tags);
  const waiting = [...pages];
  const askers = Array.from({ length: askedAtOnce }, async () => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) await ask(page);
  });
  await Promise.all(askers);
}

function shownOf(version: ShopVersion | null) {
  return {
    version: version && new Date(version.updatedAt),
    handle: version?.handle ?? null,
    collectionIds: version?.collectionIds ?? [],
    listedAs: version?.listedAs ?? "",
  };
}
