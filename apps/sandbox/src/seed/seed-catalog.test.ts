import { readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seedCatalog } from "./seed-catalog.ts";

const folder = join(import.meta.dirname, "../../seed");
const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), "utf8"));

const catalog = seedCatalog.parse({
  shop: await read("shop.json"),
  products: await read("products.json"),
  collections: await read("collections.json"),
  menus: await read("menus.json"),
  pages: await read("pages.json"),
  discounts: await read("discounts.json"),
  giftCards: await read("gift-cards.json"),
  deliveryZones: await read("delivery-zones.json"),
});
const { products, collections, menus, pages, discounts, deliveryZones } = catalog;
const variants = products.flatMap((product) => product.variants);
const handles = new Set(products.map(({ handle }) => handle));
const pictures = new Set(readdirSync(join(folder, "images")));
const duplicates = (list: string[]): string[] => list.filter((each, i) => list.indexOf(each) !== i);

/** GS1 General Specifications §7.9: weights 1 and 3 in turn, the sum a multiple of ten. */
const checksOut = (gtin: string): boolean =>
  Array.from(gtin).reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0) % 10 === 0;

describe("what the sandbox's shop sells", () => {
  it("is a shop's worth: 24 products, 80 variants, 5 collections at least", () => {
    expect(products.length).toBeGreaterThanOrEqual(24);
    expect(variants.length).toBeGreaterThanOrEqual(80);
    expect(collections.length).toBeGreaterThanOrEqual(5);
    expect(collections.map(({ handle }) => handle)).toContain("frontpage");
  });

  it("gives every product, variant, collection and page a name of its own", () => {
    expect(duplicates(products.map(({ handle }) => handle))).toEqual([]);
    expect(duplicates(variants.map(({ sku }) => sku))).toEqual([]);
    expect(duplicates(variants.flatMap(({ barcode }) => barcode ?? []))).toEqual([]);
    expect(duplicates(collections.map(({ handle }) => handle))).toEqual([]);
    expect(duplicates(pages.map(({ handle }) => handle))).toEqual([]);
    expect(duplicates(discounts.map(({ code }) => code))).toEqual([]);
  });

  it("carries barcodes whose check digit is right", () => {
    expect(variants.flatMap(({ barcode }) => barcode ?? []).filter((gtin) => !checksOut(gtin))).toEqual([]);
    expect(checksOut("4006381333932")).toBe(false);
  });

  it.each(products.map((product) => [product.handle, product] as const))(
    "%s: each variant chooses one known value per option, once",
    (_, { options, variants }) => {
      for (const variant of variants) {
        expect(variant.options.length).toBe(options.length);
        for (const [i, value] of variant.options.entries())
          expect(options[i]?.values.map(({ handle }) => handle)).toContain(value);
      }
      expect(duplicates(variants.map((variant) => variant.options.join("/")))).toEqual([]);
    },
  );

  it("refers only to pictures that were drawn, and to all of them", () => {
    const wanted = [
      ...products.flatMap(({ images, variants }) => [
        ...images.map(({ file }) => file),
        ...variants.flatMap(({ image }) => image ?? []),
      ]),
      ...collections.flatMap(({ image }) => image?.file ?? []),
    ];
    expect([...new Set(wanted)].filter((file) => !pictures.has(file))).toEqual([]);
    const spare = [...pictures].filter((file) => !wanted.includes(file) && !file.startsWith("scene-"));
    expect(spare).toEqual([]);
  });

  it("keeps every picture under 200 kB", () => {
    const heavy = [...pictures].filter((file) => statSync(join(folder, "images", file)).size >= 200_000);
    expect(heavy).toEqual([]);
  });

  it("refers only to products, collections, pages and policies that exist", () => {
    const known = new Set([
      ...collections.map(({ handle }) => `collection:${handle}`),
      ...pages.map(({ handle }) => `page:${handle}`),
      ...catalog.shop.policies.map(({ handle }) => `policy:${handle}`),
    ]);
    const targets = menus.flatMap(({ items }) => items.map(({ target }) => target));
    expect(targets.filter((target) => !target.startsWith("/") && !known.has(target))).toEqual([]);
    const named = [
      ...products.flatMap((each) => each.complementary),
      ...collections.flatMap((each) => each.products),
    ];
    expect(named.filter((handle) => !handles.has(handle))).toEqual([]);
    const limited = discounts.flatMap((discount) => discount.collections ?? []);
    expect(limited.filter((handle) => !known.has(`collection:${handle}`))).toEqual([]);
  });

  it("has something to try for every case of stock and price", () => {
    expect(variants.some(({ stock, whenOutOfStock }) => stock === 0 && whenOutOfStock === "deny")).toBe(true);
    expect(variants.some(({ stock, whenOutOfStock }) => stock === 0 && whenOutOfStock === "continue")).toBe(
      true,
    );
    expect(variants.some(({ stock }) => stock === 1)).toBe(true);
    expect(variants.some(({ compareAtPrice }) => compareAtPrice !== null)).toBe(true);
    expect(variants.some(({ requiresShipping }) => !requiresShipping)).toBe(true);
  });

  it("never asks more than the price it was reduced from", () => {
    const currencies = ["GBP", "EUR", "USD"] as const;
    const reduced = variants.flatMap(({ price, compareAtPrice }) =>
      compareAtPrice ? currencies.map((each) => Number(compareAtPrice[each]) - Number(price[each])) : [],
    );
    expect(reduced.filter((saved) => saved <= 0)).toEqual([]);
  });

  it("delivers to a country in one zone only", () => {
    expect(duplicates(deliveryZones.flatMap(({ countries }) => countries))).toEqual([]);
  });
});
