import { z } from "zod";

const texts = z.object({ en: z.string() }).catchall(z.string());
const prices = z.record(z.string().regex(/^[A-Z]{3}$/), z.string());

const variant = z.object({
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  /** One value handle per option. */
  options: z.array(z.string()),
  price: prices,
  compareAtPrice: prices.nullable(),
  /** Null: not tracked. */
  stock: z.int().nullable(),
  whenOutOfStock: z.enum(["deny", "continue"]),
  weightGrams: z.number().nonnegative(),
  requiresShipping: z.boolean(),
  taxable: z.boolean(),
  image: z.string().nullable(),
});

/** A product as an import gives it: a seed's product in any languages and currencies. */
export const importedProduct = z.object({
  handle: z.string().min(1),
  title: texts,
  descriptionHtml: texts,
  seo: z.object({ title: texts, description: texts }),
  productType: texts,
  vendor: z.string(),
  tags: z.array(z.string()),
  status: z.enum(["active", "draft", "archived"]).optional(),
  /** Null: not on the online channel. */
  publishedAt: z.string().nullable(),
  options: z.array(
    z.object({
      name: texts,
      values: z.array(z.object({ handle: z.string(), name: texts, swatch: z.string().nullable() })),
    }),
  ),
  variants: z.array(variant).min(1),
  images: z.array(z.object({ file: z.string(), alt: texts })),
  metafields: z.record(z.string(), texts),
  /** Titles of the collections it goes into; one that does not exist is made. */
  collections: z.array(z.string()).optional(),
});
export type ImportedProduct = z.infer<typeof importedProduct>;
export type ImportedVariant = z.infer<typeof variant>;
