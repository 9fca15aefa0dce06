import { findLocale } from "@evertill/money";
import { expect, test } from "vitest";
import { createCatalog } from "./create-catalog.ts";

const locale = findLocale("en-gb");
if (!locale) throw new Error("en-gb is a locale of the shop");
const context = { locale };

const pounds = (amount: string) => ({ amount, currencyCode: "GBP" });
const lineOf = (index: number) => ({
  id: `gid://shopify/CartLine/${index}`,
  quantity: 1,
  attributes: [],
  cost: {
    amountPerQuantity: pounds("1.0"),
    compareAtAmountPerQuantity: null,
    subtotalAmount: pounds("1.0"),
    totalAmount: pounds("1.0"),
  },
  discountAllocations: [],
  merchandise: {
    id: `gid://shopify/ProductVariant/${index}`,
    sku: null,
    title: "Moss",
    requiresShipping: true,
    taxable: true,
    availableForSale: true,
    quantityAvailable: null,
    quantityRule: { minimum: 1, maximum: null, increment: 1 },
    selectedOptions: [],
    image: null,
    product: { id: "gid://shopify/Product/1", title: "Lamp", handle: "lamp", productType: "" },
  },
});

/** A shop with one cart of so many lines, which gives them 250 at a time as Shopify does. */
function shopWith(count: number, { changes = false } = {}) {
  let ids = Array.from({ length: count }, (_, index) => index);
  let version = 1;
  const operations: string[] = [];
  const cartFrom = (after: string | null) => {
    const rest = ids.slice(Number(after ?? 0));
    return {
      id: "gid://shopify/Cart/1",
      updatedAt: `2026-11-21T12:00:0${version}Z`,
      totalQuantity: ids.length,
      note: null,
      attributes: [],
      buyerIdentity: { countryCode: "GB", email: null, phone: null },
      cost: { subtotalAmount: pounds(`${ids.length}.0`), totalAmount: pounds(`${ids.length}.0`) },
      discountCodes: [],
      discountAllocations: [],
      appliedGiftCards: [],
      delivery: { addresses: [] },
      deliveryGroups: { nodes: [] },
      lines: {
        nodes: rest.slice(0, 250).map(lineOf),
        pageInfo: { hasNextPage: rest.length > 250, endCursor: String(Number(after ?? 0) + 250) },
      },
    };
  };
  const answer = (
    query: string,
    { after = null, lineIds = [] }: { after?: string | null; lineIds?: string[] },
  ) => {
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
    operations.push(operation);
    if (lineIds.length > 250) throw new Error("Shopify takes 250 ids at most");
    const gone = new Set(lineIds);
    ids = ids.filter((index) => !gone.has(`gid://shopify/CartLine/${index}`));
    const cart = cartFrom(after);
    if (changes) version += 1;
    return query.includes("change:") ? { change: { cart, userErrors: [], warnings: [] } } : { cart };
  };
  const catalog = createCatalog({
    storeUrl: "https://shop.test",
    token: "private-token",
    version: "2026-04",
    fetch: async (input, init) => {
      const { query, variables } = (await new Request(input, init).json()) as {
        query: string;
        variables: object;
      };
      return Response.json({ data: answer(query, variables) });
    },
  });
  return { catalog, operations };
}

test("a cart of 500 lines is read whole, for the shop and for the till", async () => {
  const { catalog, operations } = shopWith(500);
  const cart = await catalog.getCart("gid://shopify/Cart/1", context);
  expect(new Set(cart?.lines.map(({ id }) => id)).size).toBe(500);
  expect(operations).toEqual(["GetCart", "GetCartLines"]);
  expect((await catalog.getCheckoutCart("gid://shopify/Cart/1", context))?.lines).toHaveLength(500);
});

test("a cart that fits on a page costs one request", async () => {
  const { catalog, operations } = shopWith(250);
  expect((await catalog.getCart("gid://shopify/Cart/1", context))?.lines).toHaveLength(250);
  expect(operations).toEqual(["GetCart"]);
});

test("a change answers with every line", async () => {
  const { catalog } = shopWith(251);
  const change = await catalog.setDiscountCodes("gid://shopify/Cart/1", [], context);
  expect(change.kind === "changed" && change.cart.lines).toHaveLength(251);
});

test("two pages of a cart that changed between them are not put together", async () => {
  const { catalog } = shopWith(300, { changes: true });
  const reading = catalog.getCart("gid://shopify/Cart/1", context);
  await expect(reading).rejects.toMatchObject({ code: "unavailable", isPassing: true });
});

test("a cart of 500 lines is emptied, no more ids at once than Shopify takes", async () => {
  const { catalog, operations } = shopWith(500);
  const change = await catalog.emptyCart("gid://shopify/Cart/1", context);
  expect(change.kind === "changed" && change.cart.lines).toEqual([]);
  expect(operations.filter((operation) => operation === "RemoveCartLines")).toHaveLength(2);
});
