import { GraphQLError } from "graphql";
import type { ProductDocument } from "../model.ts";
import { shelfOf } from "./catalogue/shelf.ts";
import { productTypeIn, type StorefrontContext, textIn } from "./context.ts";
import { toMinor } from "./money.ts";
import {
  compareDate,
  compareNumber,
  type Fields,
  matchesWhole,
  matchesWords,
  searchQuery,
} from "./search-query.ts";

/** `products(query:)`: what each field of the syntax asks of a product. */
export function productQuery(
  query: string | null | undefined,
  context: StorefrontContext,
): (product: ProductDocument) => boolean {
  return searchQuery(query ?? "", fieldsOf(context), (product, text) =>
    matchesWords(searchable(product, context), text),
  );
}

function fieldsOf(context: StorefrontContext): Fields<ProductDocument> {
  const shelf = shelfOf(context.catalogue, context.currency);
  const now = context.now();
  return {
    available_for_sale: ({ id }, _comparator, text) => shelf.isAvailable(id) === readBoolean(text),
    created_at: ({ createdAt }, comparator, text) => compareDate(createdAt, comparator, text, now),
    handle: ({ handle }, _comparator, text) => matchesWhole(handle, text),
    id: ({ id }, comparator, text) =>
      compareNumber(Number(id), comparator, Number(text.slice(text.lastIndexOf("/") + 1))),
    product_type: ({ productType }, _comparator, text) =>
      text.split(",").some((type) => matchesWhole(productType, type.trim())),
    tag: ({ tags }, _comparator, text) => tags.some((tag) => matchesWhole(tag, text)),
    tag_not: ({ tags }, _comparator, text) => !tags.some((tag) => matchesWhole(tag, text)),
    title: ({ title }, _comparator, text) =>
      text.endsWith("*")
        ? matchesWhole(textIn(title, context), text)
        : matchesWords(textIn(title, context), text),
    updated_at: ({ updatedAt }, comparator, text) => compareDate(updatedAt, comparator, text, now),
    "variants.price": ({ id }, comparator, text) =>
      shelf
        .variantsOf(id)
        .some(({ price }) =>
          compareNumber(
            toMinor(price[context.currency] ?? "0", context.currency),
            comparator,
            readAmount(text, context.currency),
          ),
        ),
    vendor: ({ vendor }, _comparator, text) => matchesWhole(vendor, text),
  };
}

function searchable(product: ProductDocument, context: StorefrontContext): string {
  const { title, vendor, tags } = product;
  return [textIn(title, context), productTypeIn(product, context), vendor, ...tags].join(" ");
}

function readBoolean(text: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw new GraphQLError(`Invalid search query: "${text}" is neither true nor false`);
}

function readAmount(text: string, currency: string): number {
  try {
    return toMinor(text, currency);
  } catch {
    throw new GraphQLError(`Invalid search query: "${text}" is not an amount of ${currency}`);
  }
}
