import { type CheckoutCart, StorefrontError } from "@evertill/catalog";
import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { catalogShopCarts } from "./catalog-shop-carts.ts";

const pound = currency("GBP");
const context = { country: "GB", language: "EN" };

const line = (id: string, minor: number): CheckoutCart["lines"][number] => ({
  id: `gid://shopify/CartLine/${id}`,
  quantity: 1,
  attributes: [],
  unitPrice: money(minor, pound),
  compareAtUnitPrice: null,
  subtotal: money(minor, pound),
  total: money(minor, pound),
  discountAllocations: [],
  variant: {
    id: `gid://shopify/ProductVariant/${id}`,
    sku: null,
    title: "Default Title",
    productId: "gid://shopify/Product/9",
    productTitle: "Lamp",
    productHandle: "lamp",
    productType: "",
    selectedOptions: [],
    image: null,
    requiresShipping: true,
    taxable: true,
    availableForSale: true,
    quantityAvailable: 4,
    quantityRule: { minimum: 1, maximum: null, increment: 1 },
  },
});

const option = (handle: string, title: string, minor: number) => ({
  handle,
  code: null,
  title,
  description: null,
  price: money(minor, pound),
});

function cartOf(more: Partial<CheckoutCart> = {}): CheckoutCart {
  return {
    id: "gid://shopify/Cart/1?key=2",
    updatedAt: "2026-11-21T12:00:00Z",
    totalQuantity: 2,
    currency: pound,
    subtotal: money(3_000, pound),
    total: money(3_000, pound),
    lines: [line("1", 1_000), line("2", 2_000)],
    discountCodes: [],
    discountAllocations: [],
    giftCards: [],
    buyerIdentity: { countryCode: "GB", email: null, phone: null },
    attributes: [],
    note: null,
    deliveryAddresses: [],
    deliveryGroups: [],
    ...more,
  };
}

type Catalog = Parameters<typeof catalogShopCarts>[0];

function cartsOver(catalog: Partial<Catalog>) {
  const silences: string[] = [];
  const unexpected = () => Promise.reject(new Error("was not to be asked"));
  const all: Catalog = {
    getCheckoutCart: unexpected,
    getVariantStatus: unexpected,
    listCountries: unexpected,
    removeCartLines: unexpected,
    selectDeliveryOption: unexpected,
    setCartBuyerIdentity: unexpected,
    setCartDeliveryAddress: unexpected,
    setDiscountCodes: unexpected,
    ...catalog,
  };
  return { carts: catalogShopCarts(all, { onSilence: ({ code }) => void silences.push(code) }), silences };
}

const read = async (cart: CheckoutCart | null) =>
  cartsOver({ getCheckoutCart: () => Promise.resolve(cart) }).carts.read("cart", context);

test("a cart is read with numeric ids, and a variant without options has no title of its own", async () => {
  expect(await read(cartOf())).toMatchObject({
    kind: "cart",
    cart: {
      currency: "GBP",
      lines: [{ variantId: "1", productId: "9", title: "Lamp", variantTitle: null }, {}],
    },
  });
});

const ten = (minor: number) =>
  ({ amount: money(minor, pound), target: "line-item", code: "TEN", title: null }) as const;

test("a discount on the whole cart goes to its lines as the shop shared it out", async () => {
  expect(await read(cartOf({ discountAllocations: [ten(33), ten(67)] }))).toMatchObject({
    cart: {
      lines: [
        { discounts: [{ title: "TEN", code: "TEN", amount: money(33, pound) }] },
        { discounts: [{ title: "TEN", code: "TEN", amount: money(67, pound) }] },
      ],
    },
  });
});

test("one sum for the whole cart is shared out by worth, to the last penny", async () => {
  expect(await read(cartOf({ discountAllocations: [ten(100)] }))).toMatchObject({
    cart: {
      lines: [{ discounts: [{ amount: money(34, pound) }] }, { discounts: [{ amount: money(66, pound) }] }],
    },
  });
});

test("a discount named on cart and lines alike counts once", async () => {
  const allocation = { amount: money(100, pound), target: "line-item", code: "TEN", title: null } as const;
  const discounted = { ...line("1", 1_000), total: money(900, pound), discountAllocations: [allocation] };
  const answer = await read(
    cartOf({
      subtotal: money(2_900, pound),
      lines: [discounted, line("2", 2_000)],
      discountAllocations: [allocation],
    }),
  );
  expect(answer).toMatchObject({
    cart: { lines: [{ discounts: [{ amount: money(100, pound) }] }, { discounts: [] }] },
  });
});

test("free delivery is a discount of the delivery, not of the goods", async () => {
  const allocation = {
    amount: money(495, pound),
    target: "shipping-line",
    code: "FREE",
    title: null,
  } as const;
  expect(await read(cartOf({ discountAllocations: [allocation] }))).toMatchObject({
    cart: {
      deliveryDiscounts: [{ code: "FREE", amount: money(495, pound) }],
      lines: [{ discounts: [] }, { discounts: [] }],
    },
  });
});

test("several parcels are one choice: by title where each has it, priced together", async () => {
  const group = (id: string, minor: number) => {
    const standard = option(`standard-${id}`, "Standard", minor);
    return { id, options: [standard, option(`only-${id}`, `Only ${id}`, 1)], selectedOption: standard };
  };
  const cart = cartOf({ deliveryGroups: [group("a", 495), group("b", 300)] });
  expect(await read(cart)).toMatchObject({
    cart: {
      deliveryOptions: [{ handle: "standard-a+standard-b", title: "Standard", price: money(795, pound) }],
      chosenDeliveryOption: "standard-a+standard-b",
    },
  });
  const asked: unknown[] = [];
  const { carts } = cartsOver({
    getCheckoutCart: () => Promise.resolve(cart),
    selectDeliveryOption: (_, choices) => {
      asked.push(...choices);
      return Promise.resolve({ kind: "changed", cart, warnings: [] });
    },
  });
  expect((await carts.chooseDelivery("cart", context, "standard-a+standard-b")).kind).toBe("cart");
  expect(asked).toEqual([
    { deliveryGroupId: "a", deliveryOptionHandle: "standard-a" },
    { deliveryGroupId: "b", deliveryOptionHandle: "standard-b" },
  ]);
});

test("a cart that became an order says as which, one that is gone says so", async () => {
  const attributes = [{ key: "_evertill_order", value: "order-1" }];
  expect(await read(cartOf({ attributes }))).toMatchObject({ cart: { orderedAs: "order-1" } });
  expect(await read(null)).toEqual({ kind: "gone" });
});

test("a shop that does not answer is silent, and an operator hears why", async () => {
  const { carts, silences } = cartsOver({
    getCheckoutCart: () =>
      Promise.reject(new StorefrontError("timed-out", { operation: "GetCheckoutCart", detail: "2 s" })),
  });
  expect(await carts.read("cart", context)).toEqual({ kind: "silent" });
  expect(silences).toEqual(["timed-out"]);
});

test("a mistake of ours is not silence", async () => {
  await expect(cartsOver({}).carts.read("cart", context)).rejects.toThrow("was not to be asked");
});

test("an address the shop refuses is refused at the field it names", async () => {
  const { carts } = cartsOver({
    setCartDeliveryAddress: () =>
      Promise.resolve({
        kind: "refused",
        cart: null,
        problems: [
          {
            code: "INVALID_ZIP_CODE_FOR_COUNTRY",
            field: ["addresses", "0", "address", "deliveryAddress", "zip"],
            message: "Postcode is not valid",
          },
        ],
      }),
  });
  const address = {
    firstName: "A",
    lastName: "B",
    address1: "1",
    city: "London",
    postcode: "X",
    country: "GB",
  };
  expect(await carts.deliverTo("cart", context, { address, contact: null })).toEqual({
    kind: "refused",
    fields: { "address.postcode": "Postcode is not valid" },
  });
});

test("the buyer's country and email are told only when the shop does not know them yet", async () => {
  const told: unknown[] = [];
  const cart = cartOf({ buyerIdentity: { countryCode: "DE", email: null, phone: null } });
  const { carts } = cartsOver({
    setCartDeliveryAddress: () => Promise.resolve({ kind: "changed", cart, warnings: [] }),
    setCartBuyerIdentity: (_, identity) => {
      told.push(identity);
      return Promise.resolve({ kind: "changed", cart, warnings: [] });
    },
  });
  const address = { firstName: "A", lastName: "B", address1: "1", city: "Berlin", country: "DE" };
  await carts.deliverTo("cart", { country: "DE", language: "DE" }, { address, contact: null });
  expect(told).toEqual([]);
  const contact = { email: "a@example.com", acceptsMarketing: false };
  await carts.deliverTo("cart", { country: "DE", language: "DE" }, { address, contact });
  expect(told).toEqual([{ countryCode: "DE", email: "a@example.com" }]);
});
