import { z } from "zod";

const languages = z.object({ en: z.string().min(1), de: z.string().min(1) });
const prices = z.object({ GBP: z.string(), EUR: z.string(), USD: z.string() });

const seedImage = z.object({
  /** A file in `seed/images`. */
  file: z.string().regex(/^[a-z0-9-]+\.webp$/),
  alt: languages,
});

const seedVariant = z.object({
  sku: z.string(),
  barcode: z.string().nullable(),
  /** One value handle per option, in the order of the product's options. */
  options: z.array(z.string()),
  /** Decimal strings by currency. */
  price: prices,
  compareAtPrice: prices.nullable(),
  /** Null: stock is not tracked. */
  stock: z.int().nonnegative().nullable(),
  /** "continue" sells past zero. */
  whenOutOfStock: z.enum(["deny", "continue"]),
  weightGrams: z.int().nonnegative(),
  requiresShipping: z.boolean(),
  taxable: z.boolean(),
  image: z.string().nullable(),
});

export const seedProduct = z.object({
  handle: z.string(),
  title: languages,
  /** HTML with p, ul, li, strong and em only. */
  descriptionHtml: languages,
  seo: z.object({ title: languages, description: languages }),
  productType: languages,
  vendor: z.string(),
  tags: z.array(z.string()),
  publishedAt: z.iso.datetime(),
  options: z.array(
    z.object({
      name: languages,
      values: z.array(
        z.object({
          handle: z.string(),
          name: languages,
          swatch: z
            .string()
            .regex(/^#[0-9a-f]{6}$/)
            .nullable(),
        }),
      ),
    }),
  ),
  variants: z.array(seedVariant).min(1),
  images: z.array(seedImage).min(1),
  /** namespace.key → value, e.g. "details.material", "details.care", "details.dimensions". */
  metafields: z.record(z.string(), languages),
  /** Handles of products that go with it. */
  complementary: z.array(z.string()),
});

export const seedCatalog = z.object({
  shop: z.object({
    name: z.string(),
    description: languages,
    slogan: languages,
    email: z.email(),
    policies: z.array(
      z.object({
        handle: z.enum(["privacy-policy", "refund-policy", "shipping-policy", "terms-of-service"]),
        title: languages,
        bodyHtml: languages,
      }),
    ),
  }),
  products: z.array(seedProduct),
  collections: z.array(
    z.object({
      handle: z.string(),
      title: languages,
      descriptionHtml: languages,
      image: seedImage.nullable(),
      products: z.array(z.string()),
    }),
  ),
  menus: z.array(
    z.object({
      handle: z.string(),
      title: languages,
      items: z.array(
        z.object({
          title: languages,
          /** "collection:lamps", "page:about", "policy:refund-policy" or "/path". */ target: z.string(),
        }),
      ),
    }),
  ),
  pages: z.array(
    z.object({
      handle: z.string(),
      title: languages,
      bodyHtml: languages,
      seo: z.object({ title: languages, description: languages }),
    }),
  ),
  discounts: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      value: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("percentage"), percent: z.number() }),
        z.object({ kind: z.literal("amount"), amount: prices }),
        z.object({ kind: z.literal("free-shipping") }),
      ]),
      minimumSubtotal: prices.nullable(),
      /** Null: all products. */
      collections: z.array(z.string()).nullable(),
      startsAt: z.iso.datetime(),
      endsAt: z.iso.datetime().nullable(),
      usageLimit: z.int().positive().nullable(),
      oncePerCustomer: z.boolean(),
      /** With which other classes it may be used at once; both must say so. */
      combinesWith: z.object({ product: z.boolean(), order: z.boolean(), shipping: z.boolean() }),
    }),
  ),
  giftCards: z.array(
    z.object({ code: z.string(), balance: z.string(), currency: z.enum(["GBP", "EUR", "USD"]) }),
  ),
  deliveryZones: z.array(
    z.object({
      name: z.string(),
      countries: z.array(z.string()),
      currency: z.enum(["GBP", "EUR", "USD"]),
      rates: z.array(
        z.object({
          handle: z.string(),
          title: languages,
          description: languages,
          price: z.string(),
          freeFrom: z.string().nullable(),
          /** Heaviest parcel; null: no limit. */ weightMaxGrams: z.int().nullable(),
        }),
      ),
    }),
  ),
});
export type SeedCatalog = z.infer<typeof seedCatalog>;
export type SeedProduct = z.infer<typeof seedProduct>;
