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

/** Shopify gives at most 250 lines at once, of up to 500. */
const linesPerPage = 250;

/** A cart with the first of its lines, and where the others begin; null when there are none. */
export type FirstPage<Whole extends Cart> = { readonly cart: Whole; readonly linesAfter: string | null };

export const cartLineFields = /* GraphQL */ `
  fragment DiscountFields on CartDiscountAllocation {
    discountedAmount {
      ...MoneyFields
    }
    targetType
    ... on CartCodeDiscountAllocation {
      code
    }
    ... on CartAutomaticDiscountAllocation {
      title
    }
    ... on CartCustomDiscountAllocation {
      title
    }
  }
  fragment CartLineFields on BaseCartLine {
    id
    quantity
    attributes {
      key
      value
    }
    cost {
      amountPerQuantity {
        ...MoneyFields
      }
      compareAtAmountPerQuantity {
        ...MoneyFields
      }
      subtotalAmount {
        ...MoneyFields
      }
      totalAmount {
        ...MoneyFields
      }
    }
    discountAllocations {
      ...DiscountFields
    }
    merchandise {
      ... on ProductVariant {
        id
        sku
        title
        requiresShipping
        taxable
        availableForSale
        quantityAvailable
        quantityRule {
          minimum
          maximum
          increment
        }
        selectedOptions {
          name
          value
        }
        image {
          ...ImageFields
        }
        product {
          id
          title
          handle
          productType
        }
      }
    }
  }
  ${moneyFields}
  ${imageFields}
`;

/** A page of lines, for `CartLineFields`. */
export const linesPageFields = /* GraphQL */ `
      nodes { ...CartLineFields }
      pageInfo { hasNextPage endCursor }`;

export const cartFields = /* GraphQL */ `
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
    lines(first: ${linesPerPage}) {${linesPageFields}
    }
  }
  ${cartLineFields}
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

/** The wire's page of lines, and where the next one begins. */
export const linesPage = z
  .object({
    nodes: z.array(cartLine),
    pageInfo: z.union([
      z.object({ hasNextPage: z.literal(false) }),
      z.object({ hasNextPage: z.literal(true), endCursor: z.string() }),
    ]),
  })
  .transform(({ nodes, pageInfo }) => ({
    lines: nodes,
    after: pageInfo.hasNextPage ? pageInfo.endCursor : null,
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
  lines: linesPage,
});

export const cart = wireCart.transform((wire): FirstPage<Cart> => ({
  cart: toCart(wire),
  linesAfter: wire.lines.after,
}));

function toCart({ cost, lines, appliedGiftCards, ...rest }: z.infer<typeof wireCart>): Cart {
  return {
    ...rest,
    currency: cost.totalAmount.currency,
    subtotal: cost.subtotalAmount,
    total: cost.totalAmount,
    lines: lines.lines,
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
  .transform(({ delivery, deliveryGroups, ...rest }): FirstPage<CheckoutCart> => ({
    cart: {
      ...toCart(rest),
      deliveryAddresses: delivery.addresses,
      deliveryGroups: deliveryGroups.nodes.map((group) => ({
        id: group.id,
        options: group.deliveryOptions,
        selectedOption: group.selectedDeliveryOption,
      })),
    },
    linesAfter: rest.lines.after,
  }));

/** Reads the payload of a cart mutation, `{ change: { cart, userErrors, warnings } }`, into what came of it. */
export function cartChange<Changed extends Cart>(
  changed: z.ZodType<FirstPage<Changed>>,
): z.ZodType<CartChange<FirstPage<Changed>>> {
  const userErrors = z.array(
    z.object({ code: text, field: z.array(z.string()).nullable(), message: z.string() }),
  );
  const warnings = z.array(z.object({ code: z.string(), message: z.string(), target: z.string() }));
  return z
    .object({ change: z.object({ cart: changed.nullable(), userErrors, warnings }).nullable() })
    .transform(({ change }): CartChange<FirstPage<Changed>> => {
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
