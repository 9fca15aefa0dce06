import { pageTag, type ShopVersion } from "@evertill/catalog";
import type { Subject } from "./subject-store.ts";

/** Which pages show a subject otherwise than before, by their tags. */
export type AffectedTags = {
  /** Of a product's own pages, which are looked at first after an edit. */
  readonly own: readonly string[];
  /** Of whatever else shows it. */
  readonly others: readonly string[];
};

type Known = Pick<Subject, "subject" | "handle" | "collectionIds" | "listedAs" | "shownAs" | "cardAs">;

/**
 * The tags of the pages that show a subject otherwise than before. `version` is null when it is gone. Nothing is affected by
 * what no page shows, such as one of hundreds being sold.
 *
 * A price calls the product's pages, and the lists that show it or whose order may hang on it; a new word, handle or collection
 * also the lists themselves and the search.
 */
export function affectedTags(known: Known, version: ShopVersion | null): AffectedTags {
  const { subject } = known;
  if (subject.startsWith("gid://shopify/Product/"))
    return { own: tagsOfOwn(known, version), others: tagsOfLists(known, version) };
  if (subject.startsWith("gid://shopify/Collection/")) {
    const missing = handlesOf(known, version).map((handle) => pageTag.missing("collections", handle));
    return { own: [], others: [pageTag.collection(subject), pageTag.collections, ...missing] };
  }
  return { own: [], others: [subject] };
}

function tagsOfOwn(known: Known, version: ShopVersion | null): string[] {
  if (version !== null && version.shownAs === known.shownAs) return [];
  const missing = handlesOf(known, version).map((handle) => pageTag.missing("products", handle));
  return [pageTag.productPage(known.subject), ...missing];
}

function tagsOfLists(known: Known, version: ShopVersion | null): string[] {
  const before = new Set(known.collectionIds);
  const after = new Set(version?.collectionIds ?? []);
  const all = [...new Set([...before, ...after])];
  const moved = all.filter((id) => !before.has(id) || !after.has(id));
  const isReworded = (version?.listedAs ?? "") !== known.listedAs;
  const isListedOtherwise = isReworded || moved.length > 0;
  const looksAsBefore = version !== null && version.cardAs === known.cardAs;
  if (looksAsBefore && !isListedOtherwise) return [];
  return [
    pageTag.product(known.subject),
    ...all.map((id) => pageTag.collectionView(id)),
    ...(isReworded ? all : moved).map((id) => pageTag.collection(id)),
    ...(isListedOtherwise ? [pageTag.search, pageTag.productOptions] : []),
  ];
}

function handlesOf({ handle }: Pick<Subject, "handle">, version: ShopVersion | null): string[] {
  return [...new Set([handle, version?.handle])].filter((name) => typeof name === "string");
}
