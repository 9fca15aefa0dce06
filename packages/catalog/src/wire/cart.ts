import { z } from "zod";
import type {
  Cart,
  CartChange,
  CartLine,
  CheckoutCart,
  DeliveryOption,
  DiscountAllocation,
} from "../cart.ts";
import { image, imageFields } from "./image.ts";
import { moneyFields, moneyV2 } from "./money.ts";

/** Shopify gives at most 250 lines at once; a cart with more is refused rather than shown without them. */
const linesMax = 250;

export const cartFields = /* GraphQL */ `
  fragment DiscountFields on CartDiscountAllocation {
    discountedAmount { ...MoneyFields }
    targetType
    ... on CartCodeDiscountAllocation { code }
    ... on CartAutomaticDiscountAllocation { title }
    ... on CartCustomDiscountAllocation { title }
  }
  fragment CartLineFields on BaseCartLine {
    id
    quantity
    attributes { key value }
    cost {
      amountPerQuantity { ...MoneyFields }
      compareAtAmountPerQuantity { ...MoneyFields }
      subtotalAmount { ...MoneyFields }
      totalAmount { ...MoneyFields }
    }
    discountAllocations { ...DiscountFields }
    merchandise {
      ... on ProductVariant {
        id
        sku
        title
        requiresShipping
        taxable
        availableForSale
        quantityAvailable
        quantityRule { minimum maximum increment }
        selectedOptions { name value }
        image { ...ImageFields }
        product { id title handle productType }
      }
    }
  }
  fragment CartFields on Cart {
    id
    updatedAt
    totalQuantity
    note
    attributes { key value }
    buyerIdentity { countryCode email phone }
    cost {
      subtotalAmount { ...MoneyFields }
      totalAmount { ...MoneyFields }
    }
    discountCodes { code applicable }
    discountAllocations { ...DiscountFields }
    appliedGiftCards { id lastCharacters presentmentAmountUsed { ...MoneyFields } }
    lines(first: ${linesMax}) {
      nodes { ...CartLineFields }
      pageInfo { hasNextPage }
    }
  }
  ${moneyFields}
  ${imageFields}
`;

export const checkoutCartFields = /* GraphQL */ `
  fragment DeliveryOptionFields on CartDeliveryOption {
    handle
    code
    title
    description
    estimatedCost {
      ...MoneyFields
    }
  }
  fragment CheckoutCartFields on Cart {
    ...CartFields
    delivery {
      addresses {
        id
        selected
        address {
          ... on CartDeliveryAddress {
            firstName
            lastName
            company
            address1
            address2
            city
            provinceCode
            zip
            countryCode
            phone
          }
        }
      }
    }
    deliveryGroups(first: 10) {
      nodes {
        id
        deliveryOptions {
          ...DeliveryOptionFields
        }
        selectedDeliveryOption {
          ...DeliveryOptionFields
        }
      }
    }
  }
  ${cartFields}
`;

/** What every cart mutation answers besides its cart. */
export const cartPayloadFields = /* GraphQL */ `
  userErrors { code field message }
  warnings { code message target }
`;

const text = z.string().nullable();
const attribute = z.object({ key: z.string(), value: text });

const discountAllocation = z
  .object({
    discountedAmount: moneyV2,
    targetType: z.enum(["LINE_ITEM", "SHIPPING_LINE"]),
    code: z.string().optional(),
    title: z.string().optional(),
  })
  .transform(({ discountedAmount, targetType, code, title }): DiscountAllocation => ({
    amount: discountedAmount,
    target: targetType === "LINE_ITEM" ? "line-item" : "shipping-line",
    code: code ?? null,
    title: title ?? null,
  }));

const cartLine = z
  .object({
    id: z.string(),
    quantity: z.int(),
    attributes: z.array(attribute),
    cost: z.object({
      amountPerQuantity: moneyV2,
      compareAtAmountPerQuantity: moneyV2.nullable(),
      subtotalAmount: moneyV2,
      totalAmount: moneyV2,
    }),
    discountAllocations: z.array(discountAllocation),
    merchandise: z.object({
      id: z.string(),
      sku: text,
      title: z.string(),
      requiresShipping: z.boolean(),
      taxable: z.boolean(),
      availableForSale: z.boolean(),
      quantityAvailable: z.int().nullable(),
      quantityRule: z.object({
        minimum: z.int(),
        maximum: z.int().nullable(),
        increment: z.int(),
      }),
      selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
      image: image.nullable(),
      product: z.object({
        id: z.string(),
        title: z.string(),
        handle: z.string(),
        productType: z.string(),
      }),
    }),
  })
  .transform(({ cost, merchandise: { product, ...variant }, ...line }): CartLine => ({
    ...line,
    unitPrice: cost.amountPerQuantity,
    compareAtUnitPrice: cost.compareAtAmountPerQuantity,
    subtotal: cost.subtotalAmount,
    total: cost.totalAmount,
    variant: {
      ...variant,
      productId: product.id,
      productTitle: product.title,
      productHandle: product.handle,
      productType: product.productType,
    },
  }));

const wireCart = z.object({
  id: z.string(),
  updatedAt: z.string(),
  totalQuantity: z.int(),
  note: text,
  attributes: z.array(attribute),
  buyerIdentity: z.object({ countryCode: text, email: text, phone: text }),
  cost: z.object({ subtotalAmount: moneyV2, totalAmount: moneyV2 }),
  discountCodes: z.array(z.object({ code: z.string(), applicable: z.boolean() })),
  discountAllocations: z.array(discountAllocation),
  appliedGiftCards: z.array(
    z
      .object({ id: z.string(), lastCharacters: z.string(), presentmentAmountUsed: moneyV2 })
      .transform(({ presentmentAmountUsed, ...card }) => ({ ...card, amountUsed: presentmentAmountUsed })),
  ),
  lines: z.object({
    nodes: z.array(cartLine),
    pageInfo: z.object({ hasNextPage: z.literal(false, `the cart has more than ${linesMax} lines`) }),
  }),
});

export const cart = wireCart.transform(toCart);

function toCart({ cost, lines, appliedGiftCards, ...rest }: z.infer<typeof wireCart>): Cart {
  return {
    ...rest,
    currency: cost.totalAmount.currency,
    subtotal: cost.subtotalAmount,
    total: cost.totalAmount,
    lines: lines.nodes,
    giftCards: appliedGiftCards,
  };
}

const deliveryOption = z
  .object({
    handle: z.string(),
    code: text,
    title: text,
    description: text,
    estimatedCost: moneyV2,
  })
  .transform(({ estimatedCost, title, ...option }): DeliveryOption => ({
    ...option,
    title: title ?? option.handle,
    price: estimatedCost,
  }));

const postalAddress = z.object({
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  provinceCode: text,
  zip: text,
  countryCode: text,
  phone: text,
});

export const checkoutCart = wireCart
  .extend({
    delivery: z.object({
      addresses: z.array(z.object({ id: z.string(), selected: z.boolean(), address: postalAddress })),
    }),
    deliveryGroups: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          deliveryOptions: z.array(deliveryOption),
          selectedDeliveryOption: deliveryOption.nullable(),
        }),
      ),
    }),
  })
  .transform(({ delivery, deliveryGroups, ...rest }): CheckoutCart => ({
    ...toCart(rest),
    deliveryAddresses: delivery.addresses,
    deliveryGroups: deliveryGroups.nodes.map((group) => ({
      id: group.id,
      options: group.deliveryOptions,
      selectedOption: group.selectedDeliveryOption,
    })),
  }));

/** Reads the payload of a cart mutation, `{ change: { cart, userErrors, warnings } }`, into what came of it. */
export function cartChange<Changed extends Cart>(
  changed: z.ZodType<Changed>,
): z.ZodType<CartChange<Changed>> {
  const userErrors = z.array(
    z.object({ code: text, field: z.array(z.string()).nullable(), message: z.string() }),
  );
  const warnings = z.array(z.object({ code: z.string(), message: z.string(), target: z.string() }));
  return z
    .object({ change: z.object({ cart: changed.nullable(), userErrors, warnings }).nullable() })
    .transform(({ change }): CartChange<Changed> => {
      if (change === null) return { kind: "gone" };
      const { cart, userErrors, warnings } = change;
      if (userErrors.length > 0) {
        // To an unknown id Shopify answers this error, and since 2026 a new cart with it, which nobody asked for.
        const isGone = userErrors.some(({ field }) => field?.at(-1) === "cartId");
        return isGone ? { kind: "gone" } : { kind: "refused", problems: userErrors, cart };
      }
      return cart === null ? { kind: "gone" } : { kind: "changed", cart, warnings };
    });
}
