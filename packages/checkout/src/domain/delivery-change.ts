import { equals, type Money } from "@evertill/money";
import type { DeliveryChange } from "../api/contract.ts";
import { copyIn, countryName } from "../copy/copy.ts";
import type { CheckoutDocument } from "./checkout.ts";

type ForeignPrice = {
  readonly variantId: string;
  readonly unitPrice: Money;
  readonly availableForSale: boolean;
};

/** What would be different if the cart were delivered to another country: `prices` are those there. */
export function changeOf({
  document,
  country,
  language,
  prices,
}: {
  document: Pick<CheckoutDocument, "cart" | "currency" | "country">;
  country: string;
  language: string;
  prices: readonly ForeignPrice[];
}): DeliveryChange {
  if (country === document.country)
    return { country, message: "", currency: null, lines: [], acceptable: true };
  const there = new Map(prices.map((price) => [price.variantId, price]));
  const lines = document.cart.lines
    .map((line) => {
      const price = there.get(line.variantId);
      const after = price?.availableForSale ? price.unitPrice : null;
      return { id: line.id, title: line.title, before: line.unitPrice, after };
    })
    .filter(({ before, after }) => after === null || !equals(before, after));
  const leaving = lines.filter(({ after }) => after === null).length;
  const to = lines.find(({ after }) => after !== null)?.after?.currency ?? document.currency;
  const change = {
    country,
    currency: to === document.currency ? null : { from: document.currency, to },
    lines,
    acceptable: leaving === 0 || leaving < document.cart.lines.length,
  };
  return { ...change, message: wordsOf(change, language) };
}

export function isEmptyChange({ currency, lines }: DeliveryChange): boolean {
  return currency === null && lines.length === 0;
}

function wordsOf(
  { country, currency, lines, acceptable }: Omit<DeliveryChange, "message">,
  language: string,
): string {
  const copy = copyIn(language).deliveryChange;
  const name = countryName(country, language);
  if (!acceptable) return copy.nothing(name);
  const pricesOnly = lines.some(({ after }) => after !== null) && !currency;
  return [
    currency ? copy.currency(name, currency.to) : null,
    pricesOnly ? copy.prices(name) : null,
    lines.some(({ after }) => after === null) ? copy.unavailable(name) : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
}
