import type { PageWanted } from "../collection.ts";
import { StorefrontError } from "../storefront-error.ts";

/**
 * Reads a page of a list. Where the shop refuses its cursor (an old link, an address somebody typed), the list begins
 * anew: a shopper finds goods, not an error.
 */
export async function fromCursor<Answer>(
  page: PageWanted,
  read: (page: PageWanted) => Promise<Answer>,
): Promise<Answer> {
  const hasCursor = page.after !== undefined || page.before !== undefined;
  try {
    return await read(page);
  } catch (error) {
    if (!hasCursor || !(error instanceof StorefrontError) || error.code !== "refused") throw error;
    return read({ size: page.size });
  }
}
