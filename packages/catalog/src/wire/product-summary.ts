import { z } from "zod";
import type { ProductSummary } from "../product.ts";
import { image, imageFields } from "./image.ts";
import { moneyFields, moneyV2 } from "./money.ts";

export const productSummaryFields = /* GraphQL */ `
  fragment ProductSummaryFields on Product {
    id
    handle
    title
    productType
    availableForSale
    images(first: 2) {
      nodes {
        ...ImageFields
      }
    }
    priceRange {
      minVariantPrice {
        ...MoneyFields
      }
      maxVariantPrice {
        ...MoneyFields
      }
    }
    compareAtPriceRange {
      minVariantPrice {
        ...MoneyFields
      }
    }
    options(first: 3) {
      optionValues {
        name
        swatch {
          color
        }
      }
    }
    selectedOrFirstAvailableVariant {
      id
      sku
      price {
        ...MoneyFields
      }
    }
  }
  ${imageFields}
  ${moneyFields}
`;

export const productSummary = z
  .object({
    id: z.string(),
    handle: z.string(),
    title: z.string(),
    productType: z.string(),
    availableForSale: z.boolean(),
    images: z.object({ nodes: z.array(image) }),
    priceRange: z.object({ minVariantPrice: moneyV2, maxVariantPrice: moneyV2 }),
    compareAtPriceRange: z.object({ minVariantPrice: moneyV2 }),
    options: z.array(
      z.object({
        optionValues: z.array(
          z.object({ name: z.string(), swatch: z.object({ color: z.string().nullable() }).nullable() }),
        ),
      }),
    ),
    selectedOrFirstAvailableVariant: z
      .object({ id: z.string(), sku: z.string().nullable(), price: moneyV2 })
      .nullable(),
  })
  .transform((wire): ProductSummary => {
    const compareAt = wire.compareAtPriceRange.minVariantPrice;
    const priceMin = wire.priceRange.minVariantPrice;
    return {
      id: wire.id,
      handle: wire.handle,
      title: wire.title,
      productType: wire.productType,
      availableForSale: wire.availableForSale,
      image: wire.images.nodes[0] ?? null,
      secondImage: wire.images.nodes[1] ?? null,
      priceMin,
      priceMax: wire.priceRange.maxVariantPrice,
      compareAtPrice: compareAt.amountMinor > priceMin.amountMinor ? compareAt : null,
      swatches: wire.options
        .flatMap(({ optionValues }) => optionValues)
        .flatMap(({ name, swatch }) => (swatch?.color ? [{ name, color: swatch.color }] : [])),
      firstVariant: wire.selectedOrFirstAvailableVariant,
    };
  });
