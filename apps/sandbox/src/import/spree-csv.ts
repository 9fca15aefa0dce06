import { byHandle, fileName, optionsOf } from "./group.ts";
import type { ImportedProduct, ImportedVariant } from "./product.ts";
import type { Row, Table } from "./table.ts";

type Texts = ImportedProduct["title"];
const gramsPer = { lb: 453.592_37, kg: 1000, oz: 28.349_523, g: 1 } as const;

/** Whether these are the headers of Spree's product CSV. */
export function isSpree(headers: readonly string[]): boolean {
  return ["slug", "sku", "price", "currency"].every((name) => headers.includes(name));
}

/**
 * The products of a Spree CSV. Its first row of a slug is the product; rows with a SKU of their own are variants; a row
 * that repeats a SKU gives its price in another currency. `translations` is Spree's table of product texts.
 */
export function readSpree(
  { rows }: Table,
  { translations, now }: { readonly translations: Table | undefined; readonly now: Date },
): readonly ImportedProduct[] {
  const translated = byHandle(translations?.rows ?? [], ["slug"]);
  return [...byHandle(rows, ["slug"])].flatMap(([handle, group]) => {
    const [first] = group;
    return first ? productOf(handle, first, group, { translations: translated.get(handle) ?? [], now }) : [];
  });
}

function productOf(
  handle: string,
  first: Row,
  group: readonly Row[],
  { translations, now }: { readonly translations: readonly Row[]; readonly now: Date },
): ImportedProduct {
  const name = first.text("name");
  if (name === "") first.refuse(["name"], `the first row of "${handle}" needs a name`);
  const ownSku = first.text("sku");
  const bySku = Map.groupBy(group, (row) => row.text("sku"));
  // A product with variants has a row of its own which is not sold.
  const sold = [...bySku].filter(([sku]) => bySku.size === 1 || sku !== ownSku).map(([, each]) => each);
  const optionNames = optionNamesOf(group);
  const values = sold.map(([row]) => (row ? valuesOf(row, optionNames) : []));
  return {
    handle,
    title: textsOf(name, "name", translations),
    descriptionHtml: textsOf(first.text("description"), "description", translations),
    seo: {
      title: textsOf(first.text("meta_title"), "meta_title", translations),
      description: textsOf(first.text("meta_description"), "meta_description", translations),
    },
    productType: { en: first.text("product_type") },
    vendor: "",
    tags: first
      .text("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    status: first.word(["active", "draft", "archived"], "active", "status"),
    publishedAt: now.toISOString(),
    options: optionsOf(optionNames, values),
    variants: sold.flatMap((each, index) => variantOf(each, values[index] ?? [])),
    images: imagesOf(group, name),
    metafields: metafieldsOf(first),
    collections: first
      .text("category1")
      .split("->")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  };
}

function optionNamesOf(group: readonly Row[]): readonly string[] {
  const names = group.flatMap((row) => [row.text("option1_name"), row.text("option2_name")]);
  return [...new Set(names.filter((name) => name !== ""))];
}

function valuesOf(row: Row, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const place = row.text("option1_name") === name ? 1 : 2;
    const value = row.text(`option${place}_name`) === name ? row.text(`option${place}_value`) : "";
    if (value === "") row.refuse([`option${place}_value`], `a variant needs its ${name}`);
    return value;
  });
}

function variantOf(rows: readonly Row[], options: readonly string[]): readonly ImportedVariant[] {
  const [row] = rows;
  if (!row) return [];
  const price: Record<string, string> = {};
  const compareAt: Record<string, string> = {};
  for (const each of rows) {
    const currency = currencyOf(each);
    const amount = each.price("price");
    if (amount === null && each.text("price") === "") each.refuse(["price"], "a variant needs a price");
    price[currency] = amount ?? "0";
    const before = each.price("compare_at_price");
    if (before !== null && Number(before) > 0) compareAt[currency] = before;
  }
  const unit = row.word(["lb", "kg", "oz", "g"], "g", "weight_unit");
  return [
    {
      sku: row.text("sku") || null,
      barcode: null,
      options: [...options],
      price,
      compareAtPrice: Object.keys(compareAt).length > 0 ? compareAt : null,
      stock: row.flag(false, "track_inventory") ? (row.integer("inventory_count") ?? 0) : null,
      whenOutOfStock: row.flag(false, "inventory_backorderable") ? "continue" : "deny",
      weightGrams: Math.round((row.decimal("weight") ?? 0) * gramsPer[unit]),
      requiresShipping: true,
      taxable: true,
      image: fileName(row.text("image1_src")) || null,
    },
  ];
}

function currencyOf(row: Row): string {
  const currency = row.text("currency");
  if (!/^[A-Z]{3}$/.test(currency))
    row.refuse(["currency"], `"${currency}" is not a currency code such as EUR`);
  return currency;
}

function textsOf(en: string, column: string, translations: readonly Row[]): Texts {
  const others = translations.map((row) => [row.text("locale"), row.text(column)] as const);
  return { ...Object.fromEntries(others.filter(([, text]) => text !== "")), en };
}

function imagesOf(group: readonly Row[], alt: string): ImportedProduct["images"] {
  const files = group.map((row) => fileName(row.text("image1_src"))).filter((file) => file !== "");
  return [...new Set(files)].map((file) => ({ file, alt: { en: alt } }));
}

/** Columns such as "custom_field.custom.wattage". */
function metafieldsOf(row: Row): ImportedProduct["metafields"] {
  return Object.fromEntries(
    row.entries().flatMap(([header, value]) => {
      const path = /^custom_field\.([^.]+\.[^.]+)$/.exec(header)?.[1];
      return path && value.trim() !== "" ? [[path, { en: value.trim() }]] : [];
    }),
  );
}
