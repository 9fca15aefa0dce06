import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../sandbox.ts";
import { fixtureSeed } from "../../../testing/fixture-seed.ts";
import { ask, at, openSandbox } from "../../../testing/open-sandbox.ts";
import type { OrderDocument } from "../../admin/order.ts";
import { type DiscountDocument, type GiftCardDocument, kinds, type VariantDocument } from "../../model.ts";

const same = (text: string) => ({ en: text, de: text });
const rate = {
  handle: "post",
  title: same("Post"),
  description: same("2 days"),
  price: "6.90",
  freeFrom: null,
  weightMaxGrams: null,
};
const zones = fixtureSeed.deliveryZones.map((zone) => ({ ...zone, rates: [rate] }));

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  sandbox = await openSandbox({ seed: { ...fixtureSeed, deliveryZones: zones } });
});
afterAll(() => sandbox.close());

const answer = `userErrors { code field message } warnings { code message target }`;
const cartFields = `id totalQuantity note updatedAt
  buyerIdentity { countryCode email }
  attributes { key value }
  discountCodes { code applicable }
  cost { subtotalAmount { amount currencyCode } totalAmount { amount currencyCode } }
  lines(first: 50) { nodes { id quantity attributes { key value }
    ... on CartLine { parentRelationship { parent { id } } instructions { canRemove } }
    merchandise { ... on ProductVariant { id price { amount currencyCode } quantityAvailable } }
    cost { totalAmount { amount } } discountAllocations { discountedAmount { amount } } } }`;

type Payload = {
  readonly cart: unknown;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
  readonly warnings: readonly { readonly code: string; readonly target: string }[];
};

/** Runs a cart mutation: its arguments as they stand in the document. */
async function mutate(name: string, args: string, on: Pick<Sandbox, "urls"> = sandbox): Promise<Payload> {
  const result = await ask(on, `mutation { ${name}(${args}) { cart { ${cartFields} } ${answer} } }`);
  expect(result.errors).toBeUndefined();
  return at(result.data, name) as Payload;
}

function variantGid(sku: string): string {
  const found = sandbox.context.store
    .collection<VariantDocument>(kinds.variant)
    .all()
    .find((variant) => variant.sku === sku);
  if (!found) throw new Error(`No variant ${sku} in the fixture`);
  return `gid://shopify/ProductVariant/${found.id}`;
}

function lineInput(sku: string, quantity: number, more = ""): string {
  return `{ merchandiseId: "${variantGid(sku)}", quantity: ${quantity} ${more} }`;
}

async function newCart(lines: readonly string[] = [], more = ""): Promise<Payload & { readonly id: string }> {
  const payload = await mutate("cartCreate", `input: { lines: [${lines.join()}] ${more} }`);
  return { ...payload, id: String(at(payload.cart, "id")) };
}

describe("the secret of a cart", () => {
  test("a cart is found with its key only", async () => {
    const { id } = await newCart();
    const read = async (asked: string) =>
      at((await ask(sandbox, `{ cart(id: "${asked}") { id } }`)).data, "cart");
    expect(id).toMatch(/^gid:\/\/shopify\/Cart\/[\w-]+\?key=[0-9a-f]{32}$/);
    expect(await read(id)).toEqual({ id });
    expect(await read(id.split("?")[0] ?? "")).toBeNull();
    expect(await read(id.replace(/key=.*/, "key=wrong"))).toBeNull();
    expect(await read("nonsense")).toBeNull();
  });
});

describe("lines", () => {
  test("equal lines are one, in whatever order their attributes come", async () => {
    const one = `attributes: [{ key: "a", value: "1" }, { key: "b", value: "2" }]`;
    const other = `attributes: [{ key: "b", value: "2" }, { key: "a", value: "1" }]`;
    const { cart } = await newCart([
      lineInput("LAMP", 1, one),
      lineInput("LAMP", 2, other),
      lineInput("LAMP", 1),
    ]);
    expect(at(cart, "totalQuantity")).toBe(4);
    expect(
      (at(cart, "lines.nodes") as readonly { quantity: number }[]).map(({ quantity }) => quantity),
    ).toEqual([3, 1]);
  });

  test("a line that becomes equal to another is joined with it, and quantity 0 removes one", async () => {
    const { id, cart } = await newCart([
      lineInput("LAMP", 1, `attributes: [{ key: "a", value: "1" }]`),
      lineInput("LAMP", 2),
    ]);
    const first = String(at(cart, "lines.nodes.0.id"));
    const joined = await mutate(
      "cartLinesUpdate",
      `cartId: "${id}", lines: [{ id: "${first}", attributes: [] }]`,
    );
    expect(at(joined.cart, "lines.nodes")).toMatchObject([{ id: first, quantity: 3 }]);
    const empty = await mutate(
      "cartLinesUpdate",
      `cartId: "${id}", lines: [{ id: "${first}", quantity: 0 }]`,
    );
    expect(at(empty.cart, "lines.nodes")).toEqual([]);
  });

  test("an addition leaves with the line it was added to", async () => {
    const { id } = await newCart([lineInput("LAMP", 1)]);
    const parent = `parent: { merchandiseId: "${variantGid("LAMP")}" }`;
    const added = await mutate(
      "cartLinesAdd",
      `cartId: "${id}", lines: [${lineInput("VASE-SAND-S", 1, parent)}]`,
    );
    const lamp = String(at(added.cart, "lines.nodes.1.id"));
    expect(at(added.cart, "lines.nodes.0.parentRelationship")).toEqual({ parent: { id: lamp } });
    const removed = await mutate("cartLinesRemove", `cartId: "${id}", lineIds: ["${lamp}"]`);
    expect(at(removed.cart, "lines.nodes")).toEqual([]);
  });

  test("more than there is in stock is cut to it, and what is sold out stays with nothing", async () => {
    const { warnings, cart } = await newCart([lineInput("VASE-MOSS-S", 9), lineInput("VASE-SAND-L", 1)]);
    expect(warnings.map(({ code }) => code)).toEqual([
      "MERCHANDISE_NOT_ENOUGH_STOCK",
      "MERCHANDISE_OUT_OF_STOCK",
    ]);
    expect(warnings[0]?.target).toBe(at(cart, "lines.nodes.0.id"));
    expect(at(cart, "totalQuantity")).toBe(3);
  });

  test("what is sold beyond stock is not cut", async () => {
    const { warnings, cart } = await newCart([lineInput("VASE-INK-L", 40)]);
    expect(warnings).toEqual([]);
    expect(at(cart, "totalQuantity")).toBe(40);
  });

  test.each([
    [1, "MINIMUM_NOT_MET"],
    [12, "MAXIMUM_EXCEEDED"],
    [3, "INVALID_INCREMENT"],
    [-1, "INVALID"],
  ])("a quantity of %i under a rule of 2 to 10 by 2 is refused: %s", async (quantity, code) => {
    const variants = sandbox.context.store.collection<VariantDocument>(kinds.variant);
    const ink = variants.all().find(({ sku }) => sku === "VASE-INK-L");
    if (!ink) throw new Error("The fixture has no VASE-INK-L");
    variants.put({ ...ink, quantityRule: { minimum: 2, maximum: 10, increment: 2 } });
    const { userErrors } = await newCartRefused(lineInput("VASE-INK-L", quantity));
    variants.put(ink);
    expect(userErrors).toMatchObject([{ code, field: ["input", "lines", "0", "quantity"] }]);
  });

  test("pages of lines can be read forwards and backwards", async () => {
    const colours = ["1", "2", "3"].map((value) =>
      lineInput("LAMP", 1, `attributes: [{ key: "n", value: "${value}" }]`),
    );
    const { id } = await newCart(colours);
    const page = async (args: string) => {
      const { data } = await ask(
        sandbox,
        `{ cart(id: "${id}") { lines(${args}) { nodes { attribute(key: "n") { value } } pageInfo { hasNextPage endCursor } } } }`,
      );
      const lines = at(data, "cart.lines") as {
        nodes: readonly { attribute: { value: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      return { values: lines.nodes.map(({ attribute }) => attribute.value), ...lines.pageInfo };
    };
    const first = await page("first: 2");
    expect(first).toMatchObject({ values: ["1", "2"], hasNextPage: true });
    expect((await page(`first: 2, after: "${first.endCursor}"`)).values).toEqual(["3"]);
    expect((await page("first: 3, reverse: true")).values).toEqual(["3", "2", "1"]);
    expect((await page("last: 1")).values).toEqual(["3"]);
  });
});

async function newCartRefused(line: string): Promise<Payload> {
  const payload = await mutate("cartCreate", `input: { lines: [${line}] }`);
  expect(payload.cart).toBeNull();
  return payload;
}

describe("where the buyer is", () => {
  test("the country sets the currency of everything in the cart", async () => {
    const { id, cart } = await newCart([lineInput("LAMP", 1)]);
    expect(at(cart, "cost.totalAmount")).toEqual({ amount: "120.0", currencyCode: "GBP" });
    const moved = await mutate(
      "cartBuyerIdentityUpdate",
      `cartId: "${id}", buyerIdentity: { countryCode: DE }`,
    );
    expect(at(moved.cart, "cost.totalAmount")).toEqual({ amount: "144.0", currencyCode: "EUR" });
    expect(at(moved.cart, "lines.nodes.0.merchandise.price")).toEqual({
      amount: "144.0",
      currencyCode: "EUR",
    });
  });

  test("an identity that is left out stays, null takes it away", async () => {
    const { id } = await newCart([], `buyerIdentity: { email: "a@example.com" }`);
    const kept = await mutate(
      "cartBuyerIdentityUpdate",
      `cartId: "${id}", buyerIdentity: { countryCode: DE }`,
    );
    expect(at(kept.cart, "buyerIdentity")).toEqual({ countryCode: "DE", email: "a@example.com" });
    const gone = await mutate("cartBuyerIdentityUpdate", `cartId: "${id}", buyerIdentity: { email: null }`);
    expect(at(gone.cart, "buyerIdentity.email")).toBeNull();
  });
});

test("a discount on certain products is on their lines", async () => {
  const lamp = variantGid("LAMP").split("/").at(-1) ?? "";
  const productId =
    sandbox.context.store.collection<VariantDocument>(kinds.variant).get(lamp)?.productId ?? "";
  sandbox.context.store.collection<DiscountDocument>(kinds.discount).put({
    id: "only-lamps",
    code: "LAMPS",
    title: "Lamps",
    value: { kind: "percentage", percent: 25 },
    minimumSubtotal: null,
    minimumQuantity: null,
    productIds: [productId],
    collectionIds: null,
    startsAt: "2020-01-01T00:00:00Z",
    endsAt: null,
    usageLimit: null,
    timesUsed: 0,
    oncePerCustomer: false,
  });
  const { cart } = await newCart(
    [lineInput("LAMP", 1), lineInput("VASE-SAND-S", 1)],
    `discountCodes: ["lamps", "LAMPS"]`,
  );
  expect(at(cart, "discountCodes")).toEqual([{ code: "lamps", applicable: true }]);
  expect(at(cart, "lines.nodes")).toMatchObject([
    {
      cost: { totalAmount: { amount: "90.0" } },
      discountAllocations: [{ discountedAmount: { amount: "30.0" } }],
    },
    { cost: { totalAmount: { amount: "20.0" } }, discountAllocations: [] },
  ]);
  expect(at(cart, "cost.subtotalAmount.amount")).toBe("110.0");
});

test("whether a buyer has used a code is told by the mail address of orders that stand", async () => {
  const { store } = sandbox.context;
  const [known] = store.collection<DiscountDocument>(kinds.discount).all();
  if (!known) throw new Error("The fixture has no discount");
  store
    .collection<DiscountDocument>(kinds.discount)
    .put({ ...known, id: "first-order", code: "FIRST", oncePerCustomer: true, usageLimit: null });
  const orders = store.collection<OrderDocument>(kinds.order);
  const order = { email: "Ada@Example.com", discount: { code: "first" }, cancelledAt: null };
  orders.put({ ...(order as OrderDocument), id: "used" });
  const codesOf = async (email: string) =>
    at(
      (
        await newCart(
          [lineInput("LAMP", 1)],
          `discountCodes: ["FIRST"], buyerIdentity: { email: "${email}" }`,
        )
      ).cart,
      "discountCodes",
    );
  const refused = [{ code: "FIRST", applicable: false }];
  const accepted = [{ code: "FIRST", applicable: true }];
  expect(await codesOf("ada@example.com")).toEqual(refused);
  expect(await codesOf("grace@example.com")).toEqual(accepted);
  orders.put({ ...(order as OrderDocument), id: "used", cancelledAt: "2026-11-01T00:00:00Z" });
  expect(await codesOf("ada@example.com")).toEqual(accepted);
  orders.delete("used");
});

describe("delivery", () => {
  const delivery = `delivery { addresses { id selected address { ... on CartDeliveryAddress { city formatted formattedArea } } } }
    deliveryGroups(first: 5) { nodes { id groupType deliveryOptions { handle title estimatedCost { amount currencyCode } }
      selectedDeliveryOption { handle } cartLines(first: 5) { nodes { id } } } }`;
  const change = async (name: string, args: string) => {
    const { data } = await ask(sandbox, `mutation { ${name}(${args}) { cart { ${delivery} } ${answer} } }`);
    return at(data, name) as Payload;
  };
  const home = `address: { deliveryAddress: { lastName: "Bauer", address1: "Hauptstr. 1", city: "Bonn", zip: "53111", countryCode: DE } }`;

  test("an address brings options, one of which can be chosen", async () => {
    const { id } = await newCart([lineInput("LAMP", 1)], `buyerIdentity: { countryCode: DE }`);
    const { cart } = await change(
      "cartDeliveryAddressesAdd",
      `cartId: "${id}", addresses: [{ ${home}, selected: true }]`,
    );
    expect(at(cart, "delivery.addresses.0.address")).toEqual({
      city: "Bonn",
      formatted: ["Hauptstr. 1", "53111 Bonn", "Germany"],
      formattedArea: "Bonn, Germany",
    });
    const group = String(at(cart, "deliveryGroups.nodes.0.id"));
    const handle = String(at(cart, "deliveryGroups.nodes.0.deliveryOptions.0.handle"));
    const choose = (chosen: string) =>
      change(
        "cartSelectedDeliveryOptionsUpdate",
        `cartId: "${id}", selectedDeliveryOptions: [{ deliveryGroupId: "${group}", deliveryOptionHandle: "${chosen}" }]`,
      );
    expect(at((await choose(handle)).cart, "deliveryGroups.nodes.0.selectedDeliveryOption")).toEqual({
      handle,
    });
    expect(await choose("none")).toMatchObject({
      cart: null,
      userErrors: [{ code: "INVALID_DELIVERY_OPTION" }],
    });
  });

  test("a strict address says all that is missing, and at most one is selected", async () => {
    const { id } = await newCart();
    const strict = `{ address: { deliveryAddress: { countryCode: GB } }, validationStrategy: STRICT }`;
    const { userErrors } = await change(
      "cartDeliveryAddressesAdd",
      `cartId: "${id}", addresses: [${strict}]`,
    );
    expect(userErrors.map(({ field }) => field.at(-1))).toEqual(["lastName", "address1", "zip", "city"]);
    const both = await change(
      "cartDeliveryAddressesReplace",
      `cartId: "${id}", addresses: [{ ${home}, selected: true }, { ${home}, selected: true }]`,
    );
    expect(both.userErrors).toMatchObject([{ code: "ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED" }]);
    await change("cartDeliveryAddressesAdd", `cartId: "${id}", addresses: [{ ${home} }]`);
    const twice = await change("cartDeliveryAddressesAdd", `cartId: "${id}", addresses: [{ ${home} }]`);
    expect(twice.warnings).toMatchObject([{ code: "DUPLICATE_DELIVERY_ADDRESS" }]);
    expect(at(twice.cart, "delivery.addresses")).toHaveLength(1);
    const [address] = at(twice.cart, "delivery.addresses") as readonly { id: string }[];
    const gone = await change(
      "cartDeliveryAddressesRemove",
      `cartId: "${id}", addressIds: ["${address?.id}"]`,
    );
    expect(at(gone.cart, "delivery.addresses")).toEqual([]);
  });

  test("what nobody delivers to a country is sold out there", async () => {
    const { id } = await newCart([lineInput("LAMP", 1)]);
    const moved = await mutate(
      "cartBuyerIdentityUpdate",
      `cartId: "${id}", buyerIdentity: { countryCode: JP }`,
    );
    expect(moved.warnings).toMatchObject([{ code: "MERCHANDISE_OUT_OF_STOCK" }]);
    expect(at(moved.cart, "lines.nodes.0.merchandise.quantityAvailable")).toBe(0);
  });
});

describe("what is refused", () => {
  test("a note over 5000 characters, a line that is gone, merchandise that never was", async () => {
    const { id } = await newCart();
    const note = await mutate("cartNoteUpdate", `cartId: "${id}", note: "${"n".repeat(5001)}"`);
    expect(note).toMatchObject({ cart: null, userErrors: [{ code: "NOTE_TOO_LONG" }] });
    const line = await mutate("cartLinesRemove", `cartId: "${id}", lineIds: ["gid://shopify/CartLine/gone"]`);
    expect(line).toMatchObject({
      cart: { totalQuantity: 0 },
      userErrors: [{ code: "INVALID_MERCHANDISE_LINE" }],
    });
    const goods = await mutate(
      "cartLinesAdd",
      `cartId: "${id}", lines: [{ merchandiseId: "gid://shopify/ProductVariant/0" }]`,
    );
    expect(goods).toMatchObject({
      cart: null,
      userErrors: [{ code: "INVALID", field: ["lines", "0", "merchandiseId"] }],
    });
  });

  test("a list of more than 250 is not executed at all", async () => {
    const { id } = await newCart();
    const ids = Array.from({ length: 251 }, (_, index) => `"${index}"`).join();
    const { data, errors } = await ask(
      sandbox,
      `mutation { cartLinesRemove(cartId: "${id}", lineIds: [${ids}]) { cart { id } } }`,
    );
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } }]);
  });

  test("an unknown cart is an error, and a new cart has the change", async () => {
    const { cart, userErrors } = await mutate(
      "cartNoteUpdate",
      `cartId: "gid://shopify/Cart/none?key=no", note: "still"`,
    );
    expect(userErrors).toMatchObject([{ field: ["cartId"], code: "INVALID" }]);
    expect(cart).toMatchObject({ note: "still" });
  });
});

test("metafields of a cart are set, read, replaced and taken away", async () => {
  const { id } = await newCart();
  const set = (type: string, value: string) =>
    ask(
      sandbox,
      `mutation { cartMetafieldsSet(metafields: [{ ownerId: "${id}", key: "custom.count", type: "${type}", value: "${value}" }]) { metafields { value list } userErrors { code field } } }`,
    );
  expect(at((await set("number_integer", "2")).data, "cartMetafieldsSet.metafields")).toEqual([
    { value: "2", list: false },
  ]);
  expect(at((await set("number_integer", "two")).data, "cartMetafieldsSet.userErrors")).toEqual([
    { code: "INVALID_VALUE", field: ["metafields", "0", "value"] },
  ]);
  const take = () =>
    ask(
      sandbox,
      `mutation { cartMetafieldDelete(input: { ownerId: "${id}", key: "custom.count" }) { deletedId userErrors { code } } }`,
    );
  expect(at((await take()).data, "cartMetafieldDelete.deletedId")).toMatch(
    /^gid:\/\/shopify\/Metafield\/\d+$/,
  );
  expect(at((await take()).data, "cartMetafieldDelete.userErrors")).toEqual([
    { code: "METAFIELD_DOES_NOT_EXIST" },
  ]);
});

test("a customer signs in, buys as themselves, and a wrong token is refused", async () => {
  const email = "buyer@example.com";
  const create = `mutation { customerCreate(input: { email: "${email}", password: "quiet-lamp", firstName: "Ada" }) { customer { displayName } customerUserErrors { code } } }`;
  expect(at((await ask(sandbox, create)).data, "customerCreate.customer")).toEqual({ displayName: "Ada" });
  expect(at((await ask(sandbox, create)).data, "customerCreate.customerUserErrors")).toEqual([
    { code: "TAKEN" },
  ]);
  const signIn = async (password: string) =>
    (
      await ask(
        sandbox,
        `mutation { customerAccessTokenCreate(input: { email: "${email}", password: "${password}" }) { customerAccessToken { accessToken } customerUserErrors { code } } }`,
      )
    ).data;
  expect(at(await signIn("wrong"), "customerAccessTokenCreate.customerUserErrors")).toEqual([
    { code: "UNIDENTIFIED_CUSTOMER" },
  ]);
  const token = String(
    at(await signIn("quiet-lamp"), "customerAccessTokenCreate.customerAccessToken.accessToken"),
  );
  const { id } = await newCart();
  const by = (customerAccessToken: string) =>
    mutate(
      "cartBuyerIdentityUpdate",
      `cartId: "${id}", buyerIdentity: { customerAccessToken: "${customerAccessToken}" }`,
    );
  expect(at((await by(token)).cart, "buyerIdentity.email")).toBe(email);
  expect((await by("nonsense")).userErrors).toMatchObject([
    { code: "INVALID", field: ["buyerIdentity", "customerAccessToken"] },
  ]);
});

test("a gift card pays, is known by its last four characters, and can be taken off", async () => {
  sandbox.context.store
    .collection<GiftCardDocument>(kinds.giftCard)
    .put({ id: "77", code: "QUIETLIGHT1234", balance: "50.00", currency: "GBP", enabled: true });
  const { id } = await newCart([lineInput("LAMP", 1)]);
  const cards = `appliedGiftCards { id lastCharacters amountUsed { amount } balance { amount } } cost { totalAmount { amount } }`;
  const change = async (name: string, args: string) =>
    at(
      (await ask(sandbox, `mutation { ${name}(cartId: "${id}", ${args}) { cart { ${cards} } ${answer} } }`))
        .data,
      name,
    ) as Payload;
  const added = await change("cartGiftCardCodesAdd", `giftCardCodes: ["quiet light 1234", "NO-SUCH-CARD"]`);
  expect(added).toMatchObject({
    cart: {
      appliedGiftCards: [
        { lastCharacters: "1234", amountUsed: { amount: "50.0" }, balance: { amount: "0.0" } },
      ],
      cost: { totalAmount: { amount: "70.0" } },
    },
    userErrors: [],
  });
  const applied = String(at(added.cart, "appliedGiftCards.0.id"));
  const removed = await change("cartGiftCardCodesRemove", `appliedGiftCardIds: ["${applied}"]`);
  expect(removed.cart).toMatchObject({ appliedGiftCards: [], cost: { totalAmount: { amount: "120.0" } } });
});

test("a clone has the goods and a secret of its own, and nothing personal", async () => {
  const { id } = await newCart(
    [lineInput("LAMP", 1)],
    `note: "hello", buyerIdentity: { email: "a@example.com" }`,
  );
  const { cart } = await mutate("cartClone", `cartId: "${id}"`);
  expect(cart).toMatchObject({ note: "hello", totalQuantity: 1, buyerIdentity: { email: null } });
  expect(at(cart, "id")).not.toBe(id);
});

test("fifty changes at once are all in the cart", async () => {
  const { id } = await newCart();
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      mutate(
        "cartLinesAdd",
        `cartId: "${id}", lines: [${lineInput("VASE-INK-L", 1, `attributes: [{ key: "n", value: "${index % 5}" }]`)}]`,
      ),
    ),
  );
  const { data } = await ask(sandbox, `{ cart(id: "${id}") { ${cartFields} } }`);
  expect(at(data, "cart.totalQuantity")).toBe(50);
  expect(at(data, "cart.lines.nodes")).toHaveLength(5);
});

test("a cart survives a restart", async () => {
  const { id } = await newCart([lineInput("LAMP", 2)], `note: "keep me"`);
  const again = await sandbox.reopen();
  const { data } = await ask(again, `{ cart(id: "${id}") { ${cartFields} } }`);
  await again.close();
  expect(data).toMatchObject({ cart: { id, note: "keep me", totalQuantity: 2 } });
});

test("a deferred fragment is answered at once", async () => {
  const { id } = await newCart();
  const { data, errors } = await ask(sandbox, `{ cart(id: "${id}") { ... @defer { note } } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({ cart: { note: "" } });
});

test("what is for Shopify's own checkout says that it is not implemented", async () => {
  const { id } = await newCart();
  const { errors } = await ask(
    sandbox,
    `mutation { cartPrepareForCompletion(cartId: "${id}") { userErrors { message } } }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: "SANDBOX_NOT_IMPLEMENTED" } }]);
  expect(readFileSync(new URL("../../../../README.md", import.meta.url), "utf8")).toContain(
    "cartPrepareForCompletion",
  );
});
