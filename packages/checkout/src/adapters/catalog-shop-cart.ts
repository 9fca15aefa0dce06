import {
  type CartLine as CatalogLine,
  type CheckoutCart,
  type DeliveryGroup,
  type DiscountAllocation,
  numericId,
} from "@evertill/catalog";
import { allocate, isZero, subtract, sum } from "@evertill/money";
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
 * A discount on the whole cart is named there and missing in the lines: what the cart's subtotal is lower than its lines is
 * shared out among them by their value, so that each line's tax is taken of what is really paid for it.
 */
function withCartDiscounts(cart: CheckoutCart): CartLine[] {
  const lines = cart.lines.map(lineOf);
  const totals = lines.map((line, index) =>
    subtract(
      cart.lines[index]!.subtotal,
      sum(
        line.discounts.map(({ amount }) => amount),
        cart.currency,
      ),
    ),
  );
  const missing = subtract(sum(totals, cart.currency), cart.subtotal);
  if (isZero(missing) || missing.amountMinor < 0) return lines;
  const source = cart.discountAllocations.find(({ target }) => target === "line-item");
  const title = source ? nameOf(source) : "";
  const shares = allocate(
    missing,
    totals.map(({ amountMinor }) => amountMinor),
  );
  return lines.map((line, index) => {
    const amount = shares[index]!;
    if (isZero(amount)) return line;
    return { ...line, discounts: [...line.discounts, { title, code: source?.code ?? null, amount }] };
  });
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
