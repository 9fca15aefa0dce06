import { pageTag, type ShopVersion } from "@evertill/catalog";
import type { Subject } from "./subject-store.ts";

/**
 * The tags of the pages that show a subject otherwise than before. `version` is null when it is gone.
 *
 * A price or a stock calls the product's pages and the sorted and narrowed lists it may stand in old; a new word, handle or
 * collection also the lists themselves and the search.
 */
export function affectedTags(
  known: Pick<Subject, "subject" | "handle" | "collectionIds" | "listedAs">,
  version: ShopVersion | null,
): string[] {
  const { subject } = known;
  if (subject.startsWith("gid://shopify/Product/")) return tagsOfProduct(known, version);
  if (subject.startsWith("gid://shopify/Collection/")) {
    const missing = handlesOf(known, version).map((handle) => pageTag.missing("collections", handle));
    return [pageTag.collection(subject), pageTag.collections, ...missing];
  }
  return [subject];
}

function tagsOfProduct(
  known: Pick<Subject, "subject" | "handle" | "collectionIds" | "listedAs">,
  version: ShopVersion | null,
): string[] {
  const before = new Set(known.collectionIds);
  const after = new Set(version?.collectionIds ?? []);
  const all = [...new Set([...before, ...after])];
  const moved = all.filter((id) => !before.has(id) || !after.has(id));
  const relisted = (version?.listedAs ?? "") !== known.listedAs ? all : moved;
  return [
    pageTag.product(known.subject),
    ...all.map((id) => pageTag.collectionView(id)),
    ...relisted.map((id) => pageTag.collection(id)),
    ...(relisted.length > 0 || version === null ? [pageTag.search] : []),
    ...handlesOf(known, version).map((handle) => pageTag.missing("products", handle)),
  ];
}

function handlesOf({ handle }: Pick<Subject, "handle">, version: ShopVersion | null): string[] {
  return [...new Set([handle, version?.handle])].filter((name) => typeof name === "string");
}
