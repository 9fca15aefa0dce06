import {
  type CartLine as CatalogLine,
  type CheckoutCart,
  type DeliveryGroup,
  type DiscountAllocation,
  numericId,
} from "@evertill/catalog";
import { allocate, isZero, type Money, sum, zero } from "@evertill/money";
import { lineTotal } from "../domain/price.ts";
import type { CartDiscount, CartLine, DeliveryOption, ShopCart } from "../domain/shop-cart.ts";

/** Reads a catalogue's cart as the till's. */
export function shopCartOf(cart: CheckoutCart, orderAttributeKey: string): ShopCart {
  const ordered = cart.attributes.find(({ key }) => key === orderAttributeKey);
  const options = optionsOf(cart.deliveryGroups);
  return {
    id: cart.id,
    currency: cart.currency,
    lines: withCartDiscounts(cart),
    discountCodes: cart.discountCodes,
    deliveryDiscounts: cart.discountAllocations
      .filter(({ target }) => target === "shipping-line")
      .map(discountOf),
    hasGiftCard: cart.giftCards.length > 0,
    deliveryOptions: options,
    chosenDeliveryOption: chosenOf(cart.deliveryGroups, options),
    orderedAs: ordered?.value ? ordered.value : null,
  };
}

function lineOf(line: CatalogLine): CartLine {
  const { variant } = line;
  const isDefault = variant.title === "Default Title";
  return {
    id: line.id,
    variantId: numericId(variant.id),
    productId: numericId(variant.productId),
    title: variant.productTitle,
    variantTitle: isDefault ? null : variant.title,
    sku: variant.sku,
    image: variant.image && { url: variant.image.url, alt: variant.image.alt ?? "" },
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discounts: line.discountAllocations.filter(({ target }) => target === "line-item").map(discountOf),
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
    stock: {
      availableForSale: variant.availableForSale,
      quantityAvailable: variant.quantityAvailable,
      // The shop lets a cart hold more than it has only where it goes on selling.
      sellsWithoutStock:
        variant.availableForSale &&
        variant.quantityAvailable !== null &&
        variant.quantityAvailable < line.quantity,
    },
  };
}

/**
 * A discount on the whole cart is named on the cart, one allocation per line, and missing in the lines and in every subtotal
 * (recorded of API 2026-04: subtotal 25.00, allocation 5.00). It is put on the lines, so that each line's tax is taken of what is
 * really paid for it. One that is named on lines too is there already.
 */
function withCartDiscounts(cart: CheckoutCart): CartLine[] {
  const ofGoods = cart.discountAllocations.filter(({ target }) => target === "line-item");
  return [...Map.groupBy(ofGoods, nameOf).values()].reduce(shareOut, cart.lines.map(lineOf));
}

function shareOut(lines: CartLine[], allocations: readonly DiscountAllocation[]): CartLine[] {
  const [first] = allocations;
  if (!first || lines.length === 0) return lines;
  const title = nameOf(first);
  const { currency } = first.amount;
  const named = lines.flatMap(({ discounts }) => discounts).filter((discount) => discount.title === title);
  if (named.length > 0) return lines;
  const shares = sharesOf(
    lines,
    allocations.map(({ amount }) => amount),
  );
  return lines.map((line, index) => {
    const amount = shares[index] ?? zero(currency);
    if (isZero(amount)) return line;
    return { ...line, discounts: [...line.discounts, { title, code: first.code, amount }] };
  });
}

/** The shop's own shares where it gives one per line and each fits; else the sum by what each line is worth. */
function sharesOf(lines: readonly CartLine[], amounts: readonly Money[]): Money[] {
  const worth = lines.map(lineTotal);
  const fits = amounts.every((amount, index) => amount.amountMinor <= (worth[index]?.amountMinor ?? 0));
  if (amounts.length === lines.length && fits) return [...amounts];
  const whole = sum(amounts, worth[0]!.currency);
  if (worth.every(isZero)) return worth;
  return allocate(
    whole,
    worth.map(({ amountMinor }) => amountMinor),
  );
}

function discountOf(allocation: DiscountAllocation): CartDiscount {
  return { title: nameOf(allocation), code: allocation.code, amount: allocation.amount };
}

function nameOf({ title, code }: DiscountAllocation): string {
  return title ?? code ?? "";
}

/** The ways all parcels can travel: an option by its title where every parcel has it, else each parcel by its cheapest. */
function optionsOf(groups: readonly DeliveryGroup[]): DeliveryOption[] {
  const [first, ...others] = groups;
  if (!first) return [];
  const common = first.options
    .map((option) => [
      option,
      ...others.map((group) => group.options.find(({ title }) => title === option.title)),
    ])
    .filter((combination) => combination.every((option) => option !== undefined));
  if (common.length > 0) return common.map(combine);
  const cheapest = groups.map(({ options }) =>
    options.toSorted((left, right) => left.price.amountMinor - right.price.amountMinor).at(0),
  );
  return cheapest.every((option) => option !== undefined) ? [combine(cheapest)] : [];
}

function combine(options: readonly DeliveryGroup["options"][number][]): DeliveryOption {
  const first = options[0]!;
  return {
    handle: options.map(({ handle }) => handle).join("+"),
    title: [...new Set(options.map(({ title }) => title))].join(" + "),
    description: first.description,
    price: sum(
      options.map(({ price }) => price),
      first.price.currency,
    ),
  };
}

function chosenOf(groups: readonly DeliveryGroup[], options: readonly DeliveryOption[]): string | null {
  const handle = groups.map(({ selectedOption }) => selectedOption?.handle ?? "").join("+");
  return options.some((option) => option.handle === handle) ? handle : null;
}
