import {
  type Catalog,
  type CallContext,
  type CartChange,
  type CartProblem,
  type CheckoutCart,
  numericId,
  orderAttributeKey,
  StorefrontError,
  variantGid,
} from "@evertill/catalog";
import { locales } from "@evertill/money";
import type { Address, Contact } from "../api/contract.ts";
import { shopCartOf } from "./catalog-shop-cart.ts";
import type { CartAnswer, ShopCarts, ShopContext } from "../ports/shop-cart.ts";

/** After this the shop counts as silent. */
const deadlineMs = 2_000;

type CatalogCarts = Pick<
  Catalog,
  | "getCheckoutCart"
  | "getVariantStatus"
  | "listCountries"
  | "removeCartLines"
  | "selectDeliveryOption"
  | "setCartBuyerIdentity"
  | "setCartDeliveryAddress"
  | "setDiscountCodes"
>;

/** The shop's cart through the Storefront API. `onSilence` hears of every failure that is shown as silence. */
export function catalogShopCarts(
  catalog: CatalogCarts,
  { onSilence }: { onSilence: (error: StorefrontError) => void },
): ShopCarts {
  /** The outside world is translated here, once: whatever the shop fails to answer is silence. */
  async function orSilent<Answer, Silence>(
    ask: () => Promise<Answer>,
    silence: Silence,
  ): Promise<Answer | Silence> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StorefrontError)) throw error;
      onSilence(error);
      return silence;
    }
  }
  const silent = { kind: "silent" } as const;

  async function read(cartId: string, context: ShopContext): Promise<CartAnswer> {
    const cart = await catalog.getCheckoutCart(cartId, callContext(context));
    return cart ? { kind: "cart", cart: shopCartOf(cart, orderAttributeKey) } : { kind: "gone" };
  }

  async function deliverTo(
    cartId: string,
    context: ShopContext,
    { address, contact }: { address: Address; contact: Contact | null },
  ): Promise<CartAnswer> {
    const change = await catalog.setCartDeliveryAddress(cartId, postal(address), callContext(context));
    if (change.kind !== "changed") return answerOf(change);
    const { buyerIdentity } = change.cart;
    const email = contact?.email ?? null;
    const known =
      buyerIdentity.countryCode === context.country && (email === null || buyerIdentity.email === email);
    if (known) return answerOf(change);
    const identity = { countryCode: context.country, ...(email === null ? {} : { email }) };
    return answerOf(await catalog.setCartBuyerIdentity(cartId, identity, callContext(context)));
  }

  async function chooseDelivery(cartId: string, context: ShopContext, handle: string): Promise<CartAnswer> {
    const cart = await catalog.getCheckoutCart(cartId, callContext(context));
    if (!cart) return { kind: "gone" };
    const handles = handle.split(handleSeparator);
    const choices = cart.deliveryGroups.flatMap(({ id, options }) => {
      const option = options.find((candidate) => handles.includes(candidate.handle));
      return option ? [{ deliveryGroupId: id, deliveryOptionHandle: option.handle }] : [];
    });
    if (choices.length < cart.deliveryGroups.length) return { kind: "refused", fields: {} };
    return answerOf(await catalog.selectDeliveryOption(cartId, choices, callContext(context)));
  }

  async function pricesIn(variantIds: readonly string[], context: ShopContext) {
    const statuses = await Promise.all(
      variantIds.map((id) => catalog.getVariantStatus(variantGid(id), callContext(context))),
    );
    return statuses.flatMap((status) =>
      status
        ? [
            {
              variantId: numericId(status.id),
              unitPrice: status.price,
              availableForSale: status.availableForSale,
            },
          ]
        : [],
    );
  }

  return {
    read: (cartId, context) => orSilent(() => read(cartId, context), silent),
    deliverTo: (cartId, context, delivery) => orSilent(() => deliverTo(cartId, context, delivery), silent),
    chooseDelivery: (cartId, context, handle) =>
      orSilent(() => chooseDelivery(cartId, context, handle), silent),
    removeLines: (cartId, context, lineIds) =>
      orSilent(async () => {
        const change = await catalog.removeCartLines(cartId, lineIds, callContext(context));
        return change.kind === "changed" ? read(cartId, context) : answerOf(change);
      }, silent),
    applyCodes: (cartId, context, codes) =>
      orSilent(
        async () => answerOf(await catalog.setDiscountCodes(cartId, codes, callContext(context))),
        silent,
      ),
    pricesIn: (variantIds, context) => orSilent(() => pricesIn(variantIds, context), null),
    countries: (context) => orSilent(() => catalog.listCountries(callContext(context)), null),
  };
}

/** Joins the handles of several parcels into the one choice the shopper makes. */
const handleSeparator = "+";

function answerOf(change: CartChange<CheckoutCart> | Exclude<CartChange, { kind: "changed" }>): CartAnswer {
  switch (change.kind) {
    case "changed":
      return { kind: "cart", cart: shopCartOf(change.cart, orderAttributeKey) };
    case "gone":
      return { kind: "gone" };
    case "refused":
      return { kind: "refused", fields: Object.fromEntries(change.problems.map(fieldOf)) };
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  zip: "address.postcode",
  provinceCode: "address.zone",
  countryCode: "address.country",
  address1: "address.address1",
  address2: "address.address2",
  city: "address.city",
  company: "address.company",
  firstName: "address.firstName",
  lastName: "address.lastName",
  phone: "address.phone",
  email: "email",
};

function fieldOf({ field, message }: CartProblem): [string, string] {
  const last = field?.at(-1) ?? "";
  return [fieldNames[last] ?? "address", message];
}

/** The shop is asked in a country that need not be one of our locales, in the language of the shopper's. */
function callContext({ country, language }: ShopContext): CallContext {
  const near = locales.find((locale) => locale.country === country) ?? locales[0]!;
  return { locale: { ...near, country, language }, deadlineMs };
}

function postal(address: Address) {
  return {
    firstName: address.firstName,
    lastName: address.lastName,
    company: address.company ?? null,
    address1: address.address1,
    address2: address.address2 ?? null,
    city: address.city,
    provinceCode: address.zone ?? null,
    zip: address.postcode ?? null,
    countryCode: address.country,
    phone: address.phone ?? null,
  };
}
