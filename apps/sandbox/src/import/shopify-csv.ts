import { byHandle, fileName, optionsOf, refuseTwins } from "./group.ts";
import type { ImportedProduct, ImportedVariant } from "./product.ts";
import type { Row, Table } from "./table.ts";

// Each column by its name in Shopify's template since 2025 and the one before (help.shopify.com/manual/products/import-export).
const column = {
  handle: ["URL handle", "Handle"],
  title: ["Title"],
  description: ["Description", "Body (HTML)"],
  vendor: ["Vendor"],
  type: ["Type"],
  tags: ["Tags"],
  published: ["Published on online store", "Published"],
  status: ["Status"],
  sku: ["SKU", "Variant SKU"],
  barcode: ["Barcode", "Variant Barcode"],
  price: ["Price", "Variant Price"],
  compareAtPrice: ["Compare-at price", "Variant Compare At Price"],
  tracker: ["Inventory tracker", "Variant Inventory Tracker"],
  stock: ["Inventory quantity", "Variant Inventory Qty"],
  policy: ["Continue selling when out of stock", "Variant Inventory Policy"],
  grams: ["Weight value (grams)", "Variant Grams"],
  requiresShipping: ["Requires shipping", "Variant Requires Shipping"],
  taxable: ["Charge tax", "Variant Taxable"],
  image: ["Product image URL", "Image Src"],
  imageAlt: ["Image alt text", "Image Alt Text"],
  variantImage: ["Variant image URL", "Variant Image"],
  seoTitle: ["SEO title", "SEO Title"],
  seoDescription: ["SEO description", "SEO Description"],
  collection: ["Collection"],
} as const;
const places = [1, 2, 3] as const;

/** Whether these are the headers of a Shopify product CSV, old or new. */
export function isShopify(headers: readonly string[]): boolean {
  const known = headers.map((header) => header.toLowerCase());
  return known.includes("title") && column.handle.some((name) => known.includes(name.toLowerCase()));
}

/** The products of a Shopify CSV, priced in `currency`; problems are left in the table. */
export function readShopify(
  { rows }: Table,
  { currency, now }: { readonly currency: string; readonly now: Date },
): readonly ImportedProduct[] {
  return [...byHandle(rows, column.handle)].flatMap(([handle, group]) => {
    const [first] = group;
    return first ? productOf(handle, first, group, { currency, now }) : [];
  });
}

function productOf(
  handle: string,
  first: Row,
  group: readonly Row[],
  { currency, now }: { readonly currency: string; readonly now: Date },
): ImportedProduct {
  const title = first.text(...column.title);
  if (title === "") first.refuse(column.title, `the first row of "${handle}" needs a title`);
  const names = places.map((place) => first.text(`Option${place} name`)).filter((name) => name !== "");
  const isPlaceholder = names.length === 1 && names[0] === "Title";
  const kept = isPlaceholder ? [] : names;
  const variantRows = group.filter((row) => row.text(...column.price) !== "" || row === first);
  const values = variantRows.map((row) => valuesOf(row, kept));
  refuseTwins(variantRows, values, kept.length > 0 ? ["Option1 value"] : column.handle);
  return {
    handle,
    title: { en: title },
    descriptionHtml: { en: first.text(...column.description) },
    seo: {
      title: { en: first.text(...column.seoTitle) || title },
      description: { en: first.text(...column.seoDescription) },
    },
    productType: { en: first.text(...column.type) },
    vendor: first.text(...column.vendor),
    tags: first
      .text(...column.tags)
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    status: first.word(["active", "draft", "archived"], "active", ...column.status),
    publishedAt: first.flag(true, ...column.published) ? now.toISOString() : null,
    options: optionsOf(kept, values),
    variants: variantRows.map((row, index) => variantOf(row, values[index] ?? [], currency)),
    images: imagesOf(group, title),
    metafields: metafieldsOf(first),
    collections: [first.text(...column.collection)].filter((name) => name !== ""),
  };
}

function valuesOf(row: Row, names: readonly string[]): readonly string[] {
  return names.map((name, index) => {
    const value = row.text(`Option${index + 1} value`);
    if (value === "") row.refuse([`Option${index + 1} value`], `a variant needs its ${name}`);
    return value;
  });
}

function variantOf(row: Row, options: readonly string[], currency: string): ImportedVariant {
  const price = row.price(...column.price);
  if (price === null && row.text(...column.price) === "") row.refuse(column.price, "a variant needs a price");
  const compareAt = row.price(...column.compareAtPrice);
  const stock = row.integer(...column.stock);
  const isTracked = row.text(...column.tracker) !== "" || stock !== null;
  return {
    sku: row.text(...column.sku) || null,
    barcode: row.text(...column.barcode) || null,
    options: [...options],
    price: { [currency]: price ?? "0" },
    compareAtPrice: compareAt === null ? null : { [currency]: compareAt },
    stock: isTracked ? (stock ?? 0) : null,
    whenOutOfStock: policyOf(row),
    weightGrams: row.decimal(...column.grams) ?? 0,
    requiresShipping: row.flag(true, ...column.requiresShipping),
    taxable: row.flag(true, ...column.taxable),
    image: fileName(row.text(...column.variantImage)) || null,
  };
}

/** The new template says TRUE or FALSE, or DENY and CONTINUE like the old one. */
function policyOf(row: Row): "deny" | "continue" {
  const said = row.word(["true", "false", "deny", "continue"], "deny", ...column.policy);
  return said === "true" || said === "continue" ? "continue" : "deny";
}

function imagesOf(group: readonly Row[], title: string): ImportedProduct["images"] {
  const found = new Map<string, string>();
  for (const row of group) {
    const file = fileName(row.text(...column.image));
    if (file !== "") found.set(file, row.text(...column.imageAlt) || title);
  }
  for (const row of group) {
    const file = fileName(row.text(...column.variantImage));
    if (file !== "" && !found.has(file)) found.set(file, title);
  }
  return [...found].map(([file, alt]) => ({ file, alt: { en: alt } }));
}

/** Columns such as "Material (product.metafields.details.material)". */
function metafieldsOf(row: Row): ImportedProduct["metafields"] {
  return Object.fromEntries(
    row.entries().flatMap(([header, value]) => {
      const match = /\(product\.metafields\.([^.)]+\.[^.)]+)\)$/.exec(header);
      return match?.[1] && value.trim() !== "" ? [[match[1], { en: value.trim() }]] : [];
    }),
  );
}
