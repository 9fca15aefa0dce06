import { gid } from "../../gid.ts";
import type { ProductDocument, VariantDocument } from "../../model.ts";
import { isAvailable } from "../catalogue/catalogue.ts";
import { type Shelf, shelfOf } from "../catalogue/shelf.ts";
import { type ConnectionArguments, connectionOf, inGivenOrder, none } from "../connection.ts";
import { dateTime, productTypeIn, type StorefrontContext, textIn } from "../context.ts";
import { encodeVariants } from "../encoded-variants.ts";
import { fromMinor } from "../money.ts";
import { plain, type ResolverMap, typed } from "../resolver-map.ts";
import {
  adjacentTo,
  readSelection,
  type SelectionArguments,
  variantTitle,
  variantWith,
} from "../selected-options.ts";
import { plainText, truncate } from "../text.ts";
import { collectionOrdering } from "./collection.ts";
import { metafieldsOf } from "./metafield.ts";

type Option = ProductDocument["options"][number];
type OptionValue = Option["values"][number];
type Sorted = ConnectionArguments & { readonly sortKey?: string | null };

const shelfIn = (context: StorefrontContext): Shelf => shelfOf(context.catalogue, context.currency);
const variantsOf = ({ id }: ProductDocument, context: StorefrontContext) => shelfIn(context).variantsOf(id);

function images(product: ProductDocument, args: Sorted) {
  return connectionOf(
    product.images,
    args.sortKey === "ID" || args.sortKey === "CREATED_AT"
      ? { by: () => [], id: ({ id }) => id }
      : inGivenOrder(product.images, ({ id }) => id),
    args,
  );
}

function media(product: ProductDocument, args: Sorted) {
  return images({ ...product, images: product.images.map((image) => typed("MediaImage", image)) }, args);
}

function variants(product: ProductDocument, args: Sorted, context: StorefrontContext) {
  const by = {
    ID: () => [],
    SKU: ({ sku }: VariantDocument) => [sku],
    TITLE: (variant: VariantDocument) => [variantTitle(product, variant, context)],
  }[args.sortKey ?? ""];
  return connectionOf(
    variantsOf(product, context),
    { by: by ?? (({ position }) => [position]), id: ({ id }) => id },
    args,
  );
}

function priceRange({ id }: ProductDocument, _args: object, context: StorefrontContext) {
  const { min, max } = shelfIn(context).priceRange(id);
  return {
    minVariantPrice: fromMinor(min, context.currency),
    maxVariantPrice: fromMinor(max, context.currency),
  };
}

/** Zero where nothing is on sale, as Shopify answers. */
function compareAtPriceRange({ id }: ProductDocument, _args: object, context: StorefrontContext) {
  const prices = shelfIn(context).compareAtPrices(id);
  return {
    minVariantPrice: fromMinor(prices.length > 0 ? Math.min(...prices) : 0, context.currency),
    maxVariantPrice: fromMinor(prices.length > 0 ? Math.max(...prices) : 0, context.currency),
  };
}

function firstAvailable(known: readonly VariantDocument[]): VariantDocument | undefined {
  return known.find(isAvailable) ?? known[0];
}

function selectedOrFirstAvailable(
  product: ProductDocument,
  args: SelectionArguments,
  context: StorefrontContext,
): VariantDocument | null {
  const known = variantsOf(product, context);
  const selection = args.selectedOptions?.length ? readSelection(product, args, context) : undefined;
  return (selection && variantWith(known, selection)) ?? firstAvailable(known) ?? null;
}

function adjacentVariants(
  product: ProductDocument,
  args: SelectionArguments,
  context: StorefrontContext,
): readonly VariantDocument[] {
  const known = variantsOf(product, context);
  if (!args.selectedOptions?.length) return adjacentTo(known, firstAvailable(known)?.optionValueIds ?? []);
  const selection = readSelection(product, args, context);
  return selection ? adjacentTo(known, selection) : [];
}

function variantBySelectedOptions(
  product: ProductDocument,
  args: SelectionArguments,
  context: StorefrontContext,
): VariantDocument | null {
  const selection = readSelection(product, args, context);
  return (selection && variantWith(variantsOf(product, context), selection)) ?? null;
}

/** Shopify's promise: the value combined with the lowest-position values of all other options. */
function firstSelectableVariant(
  { product, value }: { product: ProductDocument; value: OptionValue },
  _args: object,
  context: StorefrontContext,
): VariantDocument | null {
  const place = ({ optionValueIds }: VariantDocument) =>
    product.options.map(({ values }, index) => values.findIndex(({ id }) => id === optionValueIds[index]));
  const [first] = variantsOf(product, context)
    .filter(({ optionValueIds }) => optionValueIds.includes(value.id))
    .map((variant) => ({ variant, place: place(variant) }))
    .toSorted((one, other) => comparePlaces(one.place, other.place));
  return first?.variant ?? null;
}

function comparePlaces(one: readonly number[], other: readonly number[]): number {
  return one.map((place, index) => place - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

type OwnedOption = { readonly product: ProductDocument; readonly option: Option };
type OwnedValue = { readonly product: ProductDocument; readonly value: OptionValue };

/** The parent of a `Product` is its document. */
export const productResolvers: ResolverMap = {
  Product: {
    id: ({ id }: ProductDocument) => gid("Product", id),
    title: ({ title }: ProductDocument, _args: object, context: StorefrontContext) => textIn(title, context),
    description: (
      { descriptionHtml }: ProductDocument,
      { truncateAt }: { truncateAt?: number | null },
      context: StorefrontContext,
    ) => {
      const text = plainText(textIn(descriptionHtml, context));
      return truncateAt == null ? text : truncate(text, truncateAt);
    },
    descriptionHtml: ({ descriptionHtml }: ProductDocument, _args: object, context: StorefrontContext) =>
      textIn(descriptionHtml, context),
    seo: ({ seo }: ProductDocument, _args: object, context: StorefrontContext) => ({
      title: textIn(seo.title, context) || null,
      description: textIn(seo.description, context) || null,
    }),
    createdAt: ({ createdAt }: ProductDocument) => dateTime(createdAt),
    updatedAt: ({ updatedAt }: ProductDocument) => dateTime(updatedAt),
    publishedAt: ({ publishedAt }: ProductDocument) => publishedAt && dateTime(publishedAt),
    availableForSale: ({ id }: ProductDocument, _args: object, context: StorefrontContext) =>
      shelfIn(context).isAvailable(id),
    totalInventory: (product: ProductDocument, _args: object, context: StorefrontContext) =>
      variantsOf(product, context)
        .filter(({ inventory }) => inventory.tracked)
        .reduce((total, { inventory }) => total + inventory.onHand - inventory.committed, 0),
    featuredImage: ({ images: [first] }: ProductDocument) => first ?? null,
    images,
    media,
    options: (product: ProductDocument, { first }: { first?: number | null }) =>
      product.options.slice(0, first ?? undefined).map((option): OwnedOption => ({ product, option })),
    variants,
    variantsCount: (product: ProductDocument, _args: object, context: StorefrontContext) => ({
      count: variantsOf(product, context).length,
      precision: "EXACT",
    }),
    priceRange,
    compareAtPriceRange,
    selectedOrFirstAvailableVariant: selectedOrFirstAvailable,
    variantBySelectedOptions,
    adjacentVariants,
    encodedVariantExistence: (product: ProductDocument, _args: object, context: StorefrontContext) =>
      encodeVariants(product, variantsOf(product, context)),
    encodedVariantAvailability: (product: ProductDocument, _args: object, context: StorefrontContext) =>
      encodeVariants(product, variantsOf(product, context).filter(isAvailable)),
    collections: ({ id }: ProductDocument, args: ConnectionArguments, context: StorefrontContext) =>
      connectionOf(context.catalogue.collectionsOf(id), collectionOrdering("ID", context), args),
    productType: (product: ProductDocument, _args: object, context: StorefrontContext) =>
      productTypeIn(product, context),
    // The shop has no selling plans.
    requiresSellingPlan: () => false,
    sellingPlanGroups: none,
    // Nor are its products sorted into Shopify's taxonomy.
    category: () => null,
    ...plain("handle", "vendor", "tags", "isGiftCard", "trackingParameters"),
    ...metafieldsOf("Product"),
  },
  ProductPriceRange: plain("minVariantPrice", "maxVariantPrice"),
  ProductOption: {
    id: ({ option }: OwnedOption) => gid("ProductOption", option.id),
    name: ({ option }: OwnedOption, _args: object, context: StorefrontContext) =>
      textIn(option.name, context),
    values: ({ option }: OwnedOption, _args: object, context: StorefrontContext) =>
      option.values.map(({ name }) => textIn(name, context)),
    optionValues: ({ product, option }: OwnedOption) =>
      option.values.map((value): OwnedValue => ({ product, value })),
  },
  ProductOptionValue: {
    id: ({ value }: OwnedValue) => gid("ProductOptionValue", value.id),
    name: ({ value }: OwnedValue, _args: object, context: StorefrontContext) => textIn(value.name, context),
    swatch: ({ value }: OwnedValue) => (value.swatch ? { color: value.swatch, image: null } : null),
    firstSelectableVariant,
  },
  ProductOptionValueSwatch: plain("color", "image"),
};
