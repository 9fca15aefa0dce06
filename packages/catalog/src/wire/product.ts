import { getProductOptions } from "@shopify/hydrogen-react/getProductOptions";
import { z } from "zod";
import {
  type DetailKey,
  detailKeys,
  type Product,
  type ProductOption,
  type SelectedOption,
  type Variant,
  type VariantStatus,
} from "../product.ts";
import { image, imageFields } from "./image.ts";
import { moneyFields, moneyV2 } from "./money.ts";

export const variantStatusFields = /* GraphQL */ `
  fragment VariantStatusFields on ProductVariant {
    id
    availableForSale
    requiresShipping
    currentlyNotInStock
    quantityAvailable
    quantityRule {
      minimum
      maximum
      increment
    }
    price {
      ...MoneyFields
    }
    compareAtPrice {
      ...MoneyFields
    }
  }
  ${moneyFields}
`;

export const productFields = /* GraphQL */ `
  fragment OptionVariantFields on ProductVariant {
    id
    availableForSale
    selectedOptions { name value }
    product { handle }
  }
  fragment VariantFields on ProductVariant {
    ...VariantStatusFields
    sku
    barcode
    title
    selectedOptions { name value }
    product { handle }
    image { ...ImageFields }
  }
  fragment ProductFields on Product {
    id
    handle
    title
    vendor
    productType
    description
    descriptionHtml
    updatedAt
    seo { title description }
    images(first: 20) { nodes { ...ImageFields } }
    details: metafields(identifiers: [
      ${detailKeys.map((key) => `{ namespace: "details", key: "${key}" }`).join("\n")}
    ]) { key value }
    encodedVariantExistence
    encodedVariantAvailability
    options(first: 3) {
      name
      optionValues {
        name
        firstSelectableVariant { ...OptionVariantFields }
        swatch { color image { previewImage { url } } }
      }
    }
    selectedOrFirstAvailableVariant(selectedOptions: $selectedOptions, caseInsensitiveMatch: true) {
      ...VariantFields
    }
    adjacentVariants(selectedOptions: $selectedOptions, caseInsensitiveMatch: true) {
      ...OptionVariantFields
    }
  }
  ${variantStatusFields}
  ${imageFields}
`;

export const variantStatusShape = {
  id: z.string(),
  availableForSale: z.boolean(),
  currentlyNotInStock: z.boolean(),
  quantityAvailable: z.int().nullable(),
  quantityRule: z.object({ minimum: z.int(), maximum: z.int().nullable(), increment: z.int() }),
  price: moneyV2,
  compareAtPrice: moneyV2.nullable(),
  requiresShipping: z.boolean(),
};
const selectedOptions = z.array(z.object({ name: z.string(), value: z.string() }));
const ofProduct = z.object({ handle: z.string() });
const optionVariant = z.object({
  id: z.string(),
  availableForSale: z.boolean(),
  selectedOptions,
  product: ofProduct,
});

export const variantStatus = z.object(variantStatusShape).transform(onlyReduced);

/** A price that was not higher is no sale. */
function onlyReduced<Status extends VariantStatus>(status: Status): Status {
  const isReduced = (status.compareAtPrice?.amountMinor ?? 0) > status.price.amountMinor;
  return isReduced ? status : { ...status, compareAtPrice: null };
}

const variant = z
  .object({
    ...variantStatusShape,
    sku: z.string().nullable(),
    barcode: z.string().nullable(),
    title: z.string(),
    selectedOptions,
    product: ofProduct,
    image: image.nullable(),
  })
  .transform(onlyReduced);

const wireProduct = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  vendor: z.string(),
  productType: z.string(),
  description: z.string(),
  descriptionHtml: z.string(),
  updatedAt: z.string(),
  seo: z.object({ title: z.string().nullable(), description: z.string().nullable() }),
  images: z.object({ nodes: z.array(image) }),
  details: z.array(z.object({ key: z.enum(detailKeys), value: z.string() }).nullable()),
  encodedVariantExistence: z.string().nullable(),
  encodedVariantAvailability: z.string().nullable(),
  options: z.array(
    z.object({
      name: z.string(),
      optionValues: z.array(
        z.object({
          name: z.string(),
          firstSelectableVariant: optionVariant.nullable(),
          swatch: z
            .object({
              color: z.string().nullable(),
              image: z.object({ previewImage: z.object({ url: z.string() }).nullable() }).nullable(),
            })
            .nullable(),
        }),
      ),
    }),
  ),
  selectedOrFirstAvailableVariant: variant,
  adjacentVariants: z.array(optionVariant),
});
type WireProduct = z.infer<typeof wireProduct>;

/** A product without any variant cannot be shown or sold, so it counts as unreadable. */
export const product = wireProduct.transform((wire): Product => ({
  id: wire.id,
  handle: wire.handle,
  title: wire.title,
  vendor: wire.vendor,
  productType: wire.productType,
  description: wire.description,
  descriptionHtml: wire.descriptionHtml,
  updatedAt: wire.updatedAt,
  seo: wire.seo,
  images: wire.images.nodes,
  details: toDetails(wire.details),
  options: toOptions(wire),
  variant: toVariant(wire.selectedOrFirstAvailableVariant),
}));

function toDetails(details: WireProduct["details"]): { key: DetailKey; value: string }[] {
  return details.filter((detail) => detail !== null);
}

function toVariant({ product: _product, ...rest }: z.infer<typeof variant>): Variant {
  return rest;
}

/**
 * Every value with the state it has beside the chosen ones, by Shopify's own reading of the encoded variants, which
 * holds for 2048 of them. The one variant of a product without options is called "Default Title".
 */
function toOptions(wire: WireProduct): ProductOption[] {
  const [only] = wire.selectedOrFirstAvailableVariant.selectedOptions;
  if (wire.options.length === 1 && only?.name === "Title" && only.value === "Default Title") return [];
  // The library types this as the whole schema's Product, of which the document asks only what it reads.
  const mapped = getProductOptions(wire as unknown as Parameters<typeof getProductOptions>[0]);
  return mapped.map(({ name, optionValues }) => ({
    name,
    values: optionValues.map((value) => ({
      name: value.name,
      selected: value.selected,
      exists: value.exists,
      available: value.available,
      swatch: toSwatch(value.swatch),
      selection: readSelection(value.variantUriQuery),
    })),
  }));
}

type WireSwatch = WireProduct["options"][number]["optionValues"][number]["swatch"];

function toSwatch(swatch: unknown): ProductOption["values"][number]["swatch"] {
  const { color = null, image = null } = (swatch ?? {}) as Partial<NonNullable<WireSwatch>>;
  const imageUrl = image?.previewImage?.url ?? null;
  return color === null && imageUrl === null ? null : { color, imageUrl };
}

function readSelection(query: string): SelectedOption[] {
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}
