import type { ShopVersion } from "@evertill/catalog";
import { locales } from "@evertill/money";
import { NotYet } from "../jobs/parts.ts";
import { type AffectedTags, affectedTags } from "./affected-tags.ts";
import { bringToShoppers } from "./bring-to-shoppers.ts";
import type { FreshnessParts } from "./freshness-parts.ts";
import { callStale } from "./stale-tag-store.ts";
import type { PageAnswer } from "./storefronts.ts";
import { findSubject, forgetSubject, markShown, recordRefresh, type Subject } from "./subject-store.ts";
import { sendRefreshLists } from "./tell-change.ts";

/** A shop that still shows the old version after its webhook is asked again this often, then its word is taken. */
const premature = { pauseMs: 200, asks: 15, untilMs: 120_000 };
/** A product's own pages are few: its options in each locale. Those beyond are written when they are next asked for. */
const ownPages = { max: 200, atOnce: 4 };

/**
 * Brings a change of the shop to its pages: waits until the shop itself shows it, calls a product's own pages old in every
 * storefront process, asks each until the new one answers, and only then calls it old at the edge. Whatever else shows it
 * is left to {@link refreshLists}. Nothing that is good is ever thrown away, so a shop that falls silent in the middle costs no
 * page. Safe to run twice; rejects when it has to be run again.
 */
export async function refreshPages(parts: FreshnessParts, { subject }: { subject: string }): Promise<void> {
  const known = await findSubject(parts.database, subject);
  if (!known?.pendingSince) return;
  const version = subject.startsWith("gid://") ? await awaitVersion(parts, known) : null;
  const affected = affectedTags(known, version);
  const pages = await parts.turns.own(() => refreshOwn(parts, { known, version, affected }));
  await settle(parts, { known, version, affected, pages });
}

type Change = {
  readonly known: Subject;
  readonly version: ShopVersion | null;
  readonly affected: AffectedTags;
};

/** The pages that were brought to shoppers. */
async function refreshOwn(
  parts: FreshnessParts,
  { known, version, affected: { own: tags } }: Change,
): Promise<readonly string[]> {
  if (tags.length === 0) return [];
  const kept = await Promise.all(parts.storefronts.map((storefront) => storefront.revalidate(tags)));
  const pages = [...new Set([...plainPages(known, version), ...kept.flat()])].slice(0, ownPages.max);
  const isNew = (answer: PageAnswer) => showsVersion(answer, known.subject, version);
  await bringToShoppers(parts, { pages, tags, atOnce: ownPages.atOnce, isNew });
  return pages;
}

/** Notes that the product's own pages show it, and hands on what else is to be done: both or neither. */
async function settle(
  { database, jobs, log, now }: FreshnessParts,
  { known, version, affected, pages }: Change & { readonly pages: readonly string[] },
): Promise<void> {
  const { subject, toldBy, heardVersion: changedAt } = known;
  const shownAt = now();
  const heardAt = known.pendingSince ?? shownAt;
  await database.transaction(async (tx) => {
    await markShown(tx, known, shownOf(version));
    if (pages.length > 0)
      await recordRefresh(tx, { subject, toldBy, changedAt, heardAt, shownAt, pages: pages.length });
    await callStale(tx, { tags: affected.others, toldBy }, heardAt);
    if (affected.others.length > 0) await sendRefreshLists(jobs, shownAt, tx);
    if (version === null && subject.startsWith("gid://")) await forgetSubject(tx, known);
  });
  const lagMs = shownAt.getTime() - (changedAt ?? heardAt).getTime();
  if (pages.length > 0) log.info({ subject, toldBy, pages: pages.length, lagMs }, "pages are fresh");
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

/** As all locales together show it: a market may have prices of its own, or leave a product out. */
async function findVersion(catalog: FreshnessParts["catalog"], gid: string): Promise<ShopVersion | null> {
  const versions = await Promise.all(locales.map((locale) => catalog.getVersion(gid, { locale })));
  const [first] = versions.filter((version) => version !== null);
  if (first === undefined) return null;
  const together = (part: "shownAs" | "cardAs") =>
    versions.map((version) => version?.[part] ?? "not sold").join(" ");
  const updatedAt = versions.map((version) => version?.updatedAt ?? first.updatedAt).sort()[0];
  return {
    ...first,
    updatedAt: updatedAt ?? first.updatedAt,
    shownAs: together("shownAs"),
    cardAs: together("cardAs"),
  };
}

/** The Storefront API tells whole seconds (2026-04), webhooks may tell more. */
function isAtLeast(version: ShopVersion | null, heard: Date | null): boolean {
  if (heard === null) return true;
  return (
    version !== null && new Date(version.updatedAt).getTime() >= Math.floor(heard.getTime() / 1_000) * 1_000
  );
}

/**
 * A product's plain pages are asked for even where no process remembers them: they are what people look at after an edit. Not
 * those of a new product, which has none yet: an import of thousands would have every one of them written.
 */
function plainPages({ wasShown }: Subject, version: ShopVersion | null): string[] {
  if (version === null || !wasShown) return [];
  return locales.map(({ path }) => `/${path}/products/${encodeURIComponent(version.handle)}`);
}

/** A page that failed to be written anew is kept, and marked as if it were: only the version it carries tells. */
function showsVersion({ tags }: PageAnswer, subject: string, version: ShopVersion | null): boolean {
  const prefix = `product-version:${subject.split("/").at(-1)}:`;
  const shown = tags.find((tag) => tag.startsWith(prefix));
  if (shown === undefined || version === null) return true;
  return Number(shown.slice(prefix.length)) >= new Date(version.updatedAt).getTime();
}

function shownOf(version: ShopVersion | null) {
  return {
    version: version && new Date(version.updatedAt),
    handle: version?.handle ?? null,
    collectionIds: version?.collectionIds ?? [],
    listedAs: version?.listedAs ?? "",
    shownAs: version?.shownAs ?? null,
    cardAs: version?.cardAs ?? null,
  };
}
