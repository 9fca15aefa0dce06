import { type Cart, numericId } from "@evertill/catalog";
import { formatMoney, isZero, type Locale, localeTag, type Money, sum } from "@evertill/money";
import { imagePath } from "../shop/image-path.ts";
import { paths } from "../routing/public-path.ts";

/** The cart as the browser gets it: every amount already written for the locale, so that no one adds up money there. */
export type CartView = {
  readonly totalQuantity: number;
  readonly lines: readonly CartLineView[];
  readonly subtotal: string;
  /** Discounts on lines and on the cart together; null when there are none. */
  readonly discount: string | null;
  readonly discountCodes: readonly { readonly code: string; readonly applicable: boolean }[];
  /** What could not be done as asked, in the shopper's language. */
  readonly problems: readonly string[];
  /** For events only. */
  readonly value: Money;
};

export type CartLineView = {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string | null;
  readonly title: string;
  readonly options: readonly string[];
  readonly path: string;
  readonly image: { readonly src: string; readonly alt: string } | null;
  readonly quantity: number;
  /** A rule of the merchant. Stock is none: some things are sold past it, and otherwise Shopify warns. */
  readonly quantityMax: number | null;
  readonly quantityStep: number;
  readonly unitPrice: string;
  readonly total: string;
  /** The line before its discounts; null when there are none. */
  readonly totalBefore: string | null;
  readonly unitPriceMinor: number;
};

export function toCartView(cart: Cart | null, locale: Locale, problems: readonly string[]): CartView {
  const write = (amount: Money) => formatMoney(amount, localeTag(locale));
  if (cart === null) return emptyView(locale, problems);
  const discount = totalDiscount(cart);
  return {
    totalQuantity: cart.totalQuantity,
    lines: cart.lines.map((line) => toLineView(line, locale, write)),
    subtotal: write(cart.subtotal),
    discount: isZero(discount) ? null : write(discount),
    discountCodes: cart.discountCodes,
    problems,
    value: cart.subtotal,
  };
}

export function emptyView(locale: Locale, problems: readonly string[] = []): CartView {
  const nothing: Money = { amountMinor: 0, currency: locale.currency };
  return {
    totalQuantity: 0,
    lines: [],
    subtotal: formatMoney(nothing, localeTag(locale)),
    discount: null,
    discountCodes: [],
    problems,
    value: nothing,
  };
}

function toLineView(
  line: Cart["lines"][number],
  locale: Locale,
  write: (amount: Money) => string,
): CartLineView {
  const { variant } = line;
  const options = variant.selectedOptions.filter(({ value }) => value !== "Default Title");
  return {
    id: line.id,
    variantId: numericId(variant.id),
    productId: numericId(variant.productId),
    sku: variant.sku,
    title: variant.productTitle,
    options: options.map(({ value }) => value),
    path: paths.product(locale.path, variant.productHandle, options),
    image: variant.image && { src: imagePath(variant.image.url), alt: variant.image.alt ?? "" },
    quantity: line.quantity,
    quantityMax: variant.quantityRule.maximum,
    quantityStep: variant.quantityRule.increment,
    unitPrice: write(line.unitPrice),
    total: write(line.total),
    totalBefore: line.subtotal.amountMinor > line.total.amountMinor ? write(line.subtotal) : null,
    unitPriceMinor: line.unitPrice.amountMinor,
  };
}

/** Shopify's own allocations, summed; delivery is not part of a cart. */
function totalDiscount(cart: Cart): Money {
  const allocations = [
    ...cart.lines.flatMap(({ discountAllocations }) => discountAllocations),
    ...cart.discountAllocations,
  ];
  return sum(
    allocations.filter(({ target }) => target === "line-item").map(({ amount }) => amount),
    cart.currency,
  );
}
