import { locales } from "@evertill/money";
import { expect, test } from "vitest";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { getVersion } from "./get-version.ts";

type Variant = Record<string, unknown>;

const moss: Variant = {
  id: "gid://shopify/ProductVariant/1",
  sku: "MOSS",
  availableForSale: true,
  quantityAvailable: 100,
  price: { amount: "10.0", currencyCode: "GBP" },
  compareAtPrice: null,
  selectedOptions: [{ name: "Glaze", value: "Moss" }],
};

/** The digests of a product whose one variant is so, in a shop that answers with them. */
async function digests(variant: Variant, product: Record<string, unknown> = {}) {
  const node = {
    id: "gid://shopify/Product/15",
    handle: "lamp",
    updatedAt: "2026-11-21T12:00:00Z",
    title: "Lamp",
    description: "A lamp",
    productType: "Lamps",
    vendor: "Loam",
    tags: [],
    images: { nodes: [] },
    options: [],
    collections: { nodes: [] },
    variants: { nodes: [{ ...moss, ...variant }], pageInfo: { hasNextPage: false } },
    ...product,
  };
  const read: StorefrontTransport["read"] = async ({ data }) => data.parse({ node });
  const [locale] = locales;
  if (!locale) throw new Error("no locale");
  const version = await getVersion({ read, write: read })("gid://shopify/Product/15", { locale });
  return { shownAs: version?.shownAs, cardAs: version?.cardAs };
}

test("how many of hundreds are left is shown nowhere, and when it changed neither", async () => {
  const before = await digests({});
  expect(await digests({ quantityAvailable: 6 }, { updatedAt: "2026-11-21T12:00:09Z" })).toEqual(before);
});

test("the last few are counted on the product's page alone, and sold out is told by lists too", async () => {
  const six = await digests({ quantityAvailable: 6 });
  const five = await digests({ quantityAvailable: 5 });
  const none = await digests({ quantityAvailable: 0, availableForSale: false });
  expect(five.shownAs).not.toBe(six.shownAs);
  expect(five.cardAs).toBe(six.cardAs);
  expect(none.cardAs).not.toBe(five.cardAs);
});

test("a price is shown on pages and in lists, a description on pages alone", async () => {
  const before = await digests({});
  const dearer = await digests({ price: { amount: "11.0", currencyCode: "GBP" } });
  expect([dearer.shownAs === before.shownAs, dearer.cardAs === before.cardAs]).toEqual([false, false]);
  const reworded = await digests({}, { description: "A better lamp" });
  expect([reworded.shownAs === before.shownAs, reworded.cardAs === before.cardAs]).toEqual([false, true]);
});

test("of a product with more variants than were read every version looks new", async () => {
  const variants = { nodes: [moss], pageInfo: { hasNextPage: true } };
  const at = (updatedAt: string) => digests({}, { variants, updatedAt });
  expect(await at("2026-11-21T12:00:00Z")).not.toEqual(await at("2026-11-21T12:00:01Z"));
});
