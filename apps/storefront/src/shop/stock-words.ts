import { stockShownMax, type VariantStatus } from "@evertill/catalog";
import type { Words } from "../words/english.ts";

/** What the page says about the stock of a variant. */
export function stockWords(
  status: Pick<
    VariantStatus,
    "availableForSale" | "currentlyNotInStock" | "quantityAvailable" | "requiresShipping"
  >,
  words: Words,
): { stock: string; stockTone: "good" | "low" | "none" } {
  const { availableForSale, currentlyNotInStock, quantityAvailable } = status;
  if (!availableForSale) return { stock: words.soldOutHint, stockTone: "none" };
  if (currentlyNotInStock) return { stock: words.madeToOrder, stockTone: "low" };
  if (!status.requiresShipping) return { stock: words.digital, stockTone: "good" };
  if (quantityAvailable !== null && quantityAvailable > 0 && quantityAvailable <= stockShownMax)
    return { stock: words.lowStock(quantityAvailable), stockTone: "low" };
  return { stock: words.inStock, stockTone: "good" };
}
