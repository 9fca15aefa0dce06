import { randomUUID } from "node:crypto";
import { findLocale } from "@evertill/money";
import type { CheckoutDocument } from "../domain/checkout.ts";
import { chosenDelivery, lineTotal, priceCart } from "../domain/price.ts";
import { differenceFrom, makeQuote } from "../domain/quote.ts";
import type { TaxAnswer } from "../ports/tax-calculator.ts";
import type { Workings } from "../till.ts";

export type Draft = Omit<CheckoutDocument, "price">;
export type PricedDocument =
  | { readonly kind: "priced"; readonly document: CheckoutDocument }
  | Extract<TaxAnswer, { kind: "refused" }>;

/** Taxes and adds up a document, and dates its quote: the same quote when nothing is different, a new one when something is. */
export async function priceDocument(
  parts: Pick<Workings, "tax" | "clock">,
  draft: Draft,
  locale: string,
): Promise<PricedDocument> {
  const { cart, currency } = draft;
  const answer = await parts.tax.calculate({
    lines: cart.lines.map((line) => ({
      id: line.id,
      amount: lineTotal(line),
      taxable: line.taxable,
      requiresShipping: line.requiresShipping,
    })),
    delivery: chosenDelivery(cart)?.total ?? null,
    deliveryAddress: draft.deliveryAddress,
    billingAddress: draft.billingAddress,
    shopperCountry: draft.country,
    currency,
    at: parts.clock.now(),
    language: languageOf(locale),
  });
  if (answer.kind === "refused") return answer;
  const price = priceCart(cart, answer.kind === "taxed" ? answer.tax : null, currency);
  const same = draft.quote && differenceFrom(draft.quote, cart, price) === null ? draft.quote : null;
  const quote = makeQuote({ ...draft, price }, same?.id ?? randomUUID());
  return { kind: "priced", document: { ...draft, price, quote } };
}

export function languageOf(locale: string): string {
  return findLocale(locale)?.language.toLowerCase() ?? "en";
}
