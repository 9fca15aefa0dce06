import { createHash } from "node:crypto";
import { pageTag } from "@evertill/catalog";
import { locales } from "@evertill/money";
import type { FreshnessParts } from "./freshness-parts.ts";
import { hasStale } from "./stale-tag-store.ts";
import { keepDigest, listKnown, listPending, noteShown } from "./subject-store.ts";
import { sendRefresh, sendRefreshLists, tellChangeAlone } from "./tell-change.ts";
import { workerQueues } from "../queues.ts";

/** How far back each sweep looks again, for what the shop's search showed late. */
const overlapMs = 120_000;
/** A refresh is done or tried again within this; whatever still waits after it lost its job. */
const jobLostAfterMs = 60_000;
const deadlineMs = 6_000;
const menus = ["main-menu", "footer"] as const;
const subjects = { products: "gid://shopify/Product/", collections: "gid://shopify/Collection/" } as const;

/**
 * Finds what no webhook told of: products and collections by their dates, and menus, pages, policies and the shop's name,
 * which have no webhook, by what they say. `isWhole` also looks for what is gone, which costs a listing of everything.
 * Rejects when the shop is silent; the next sweep begins where this one did.
 */
export async function sweepShop(parts: FreshnessParts, { isWhole }: { isWhole: boolean }): Promise<void> {
  let found = 0;
  for (const kind of ["products", "collections"] as const) found += await sweepKind(parts, kind, isWhole);
  found += await sweepWords(parts);
  await sendLost(parts);
  if (found > 0) parts.log.info({ found }, "the sweep found changes no webhook told of");
}

/** Sends again what waits without a job. */
async function sendLost({ database, jobs, now }: FreshnessParts): Promise<void> {
  const before = new Date(now().getTime() - jobLostAfterMs);
  for (const queue of [workerQueues.refreshPages, workerQueues.refreshLists]) await jobs.redrive(queue);
  for (const subject of await listPending(database, before)) await sendRefresh(jobs, subject);
  if (await hasStale(database, before)) await sendRefreshLists(jobs, now());
}

async function sweepKind(
  parts: FreshnessParts,
  kind: keyof typeof subjects,
  isWhole: boolean,
): Promise<number> {
  const { database, catalog } = parts;
  const { subjects: known, newest } = await listKnown(database, subjects[kind]);
  const isFirst = newest === null;
  const since = isFirst || isWhole ? null : new Date(newest.getTime() - overlapMs);
  const listed = new Map<string, Date>();
  for (const locale of locales)
    for (const { id, updatedAt } of await catalog.listVersions(kind, since, { locale, deadlineMs }))
      listed.set(id, new Date(updatedAt));
  let found = 0;
  for (const [subject, version] of listed) {
    if (isFirst) await noteShown(database, subject, version);
    else if (await tellChangeAlone(parts, { subject, version, toldBy: "sweep" })) found += 1;
  }
  if (!isWhole || isFirst) return found;
  for (const subject of known)
    if (!listed.has(subject) && (await tellChangeAlone(parts, { subject, version: null, toldBy: "sweep" })))
      found += 1;
  return found;
}

/** What has no date and no webhook: whether it says what it said before. */
async function sweepWords(parts: FreshnessParts): Promise<number> {
  let found = 0;
  for (const [subject, said] of await readWords(parts)) {
    const digest = createHash("sha256").update(said).digest("base64url");
    if (!(await keepDigest(parts.database, subject, digest))) continue;
    await tellChangeAlone(parts, { subject, version: null, toldBy: "sweep" });
    found += 1;
  }
  return found;
}

async function readWords({ catalog }: FreshnessParts): Promise<Map<string, string>> {
  const said = new Map<string, string>();
  const add = (tag: string, what: unknown) => said.set(tag, (said.get(tag) ?? "") + JSON.stringify(what));
  for (const locale of locales) {
    const context = { locale, deadlineMs };
    for (const menu of menus) add(pageTag.menu(menu), await catalog.getMenu(menu, context));
    add(pageTag.shop, await catalog.getShop(context));
    add(pageTag.policies, await catalog.getPolicies(context));
    for (const handle of await catalog.listPageHandles(context))
      add(pageTag.page(handle), await catalog.getPage(handle, context));
  }
  return said;
}
