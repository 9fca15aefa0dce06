import { findLocale } from "@evertill/money";
import { storefront } from "../compose.ts";
import type { Named } from "../routing/internal-path.ts";

/** A page waits for this the first time somebody asks for it, so it may not take long. */
const deadlineMs = 1_500;

/** Whether the shop has something of this name. Throws `StorefrontError` when the shop does not answer. */
export async function findInShop({ locale: path, room, handle: segment }: Named): Promise<boolean> {
  const locale = findLocale(path);
  const handle = decoded(segment);
  if (!locale || handle === null) return false;
  const { catalog } = storefront();
  if (room === "policies") {
    const policies = await catalog.getPolicies({ locale, deadlineMs });
    return policies.some((policy) => policy.handle === handle);
  }
  const { product, collection, page } = await catalog.findHandle(handle, { locale, deadlineMs });
  return { products: product, collections: collection, pages: page }[room] ?? false;
}

/** Null for an address that is not well formed, such as "%E0%A4%A". */
function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
