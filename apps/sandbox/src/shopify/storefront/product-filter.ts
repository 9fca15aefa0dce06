import { GraphQLError } from "graphql";
import type { ProductDocument, VariantDocument } from "../model.ts";
import { isAvailable } from "./catalogue/catalogue.ts";
import { type StorefrontContext, textIn } from "./context.ts";
import { priceIn } from "./money.ts";
import { shelfOf } from "./catalogue/shelf.ts";
import { selectedOptionsOf } from "./selected-options.ts";

/** `ProductFilter` of the schema. */
export type ProductFilter = {
  readonly available?: boolean | null;
  readonly price?: { readonly min?: number | null; readonly max?: number | null } | null;
  readonly productType?: string | null;
  readonly productVendor?: string | null;
  readonly tag?: string | null;
  readonly variantOption?: { readonly name: string; readonly value: string } | null;
  readonly productMetafield?: MetafieldFilter | null;
  readonly variantMetafield?: MetafieldFilter | null;
  readonly category?: unknown;
  readonly taxonomyMetafield?: unknown;
};
type MetafieldFilter = { readonly namespace: string; readonly key: string; readonly value: string };

/** One question to a product, or to a variant of it. Conditions of one group are alternatives. */
type Condition = { readonly group: string } & (
  | { readonly of: "product"; readonly holds: (product: ProductDocument) => boolean }
  | {
      readonly of: "variant";
      readonly holds: (variant: VariantDocument, product: ProductDocument) => boolean;
    }
);

/**
 * Whether a product passes the filters: those of one kind (or of one option name) are alternatives, different kinds all
 * hold, and those about variants hold for one and the same variant. `except` leaves one group out, which is how
 * the counts beside a filter's values are made. Throws a GraphQLError for a filter the shop has no data for.
 */
export function passes(
  filters: readonly ProductFilter[],
  context: StorefrontContext,
  except?: string,
): (product: ProductDocument) => boolean {
  const groups = [
    ...Map.groupBy(
      filters.flatMap((filter) => conditionsOf(filter, context)).filter(({ group }) => group !== except),
      ({ group }) => group,
    ).values(),
  ];
  const shelf = shelfOf(context.catalogue, context.currency);
  return (product) =>
    groups.every((group) => productHolds(group, product)) &&
    shelf
      .variantsOf(product.id)
      .some((variant) => groups.every((group) => variantHolds(group, variant, product)));
}

/** The group a filter belongs to: the id of the `Filter` whose values it chooses among. */
export const groups = {
  available: "filter.v.availability",
  price: "filter.v.price",
  productType: "filter.p.product_type",
  vendor: "filter.p.vendor",
  tag: "filter.p.tag",
  option: (name: string) => `filter.v.option.${slug(name)}`,
} as const;

/** "Größe M" → "größe-m". */
export function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
}

function productHolds(group: readonly Condition[], product: ProductDocument): boolean {
  return group[0]?.of !== "product" || group.some((each) => each.of === "product" && each.holds(product));
}

function variantHolds(
  group: readonly Condition[],
  variant: VariantDocument,
  product: ProductDocument,
): boolean {
  return (
    group[0]?.of !== "variant" || group.some((each) => each.of === "variant" && each.holds(variant, product))
  );
}

function conditionsOf(filter: ProductFilter, context: StorefrontContext): readonly Condition[] {
  if (filter.category != null) throw notImplemented("category");
  if (filter.taxonomyMetafield != null) throw notImplemented("taxonomyMetafield");
  return [...productConditions(filter, context), ...variantConditions(filter, context)];
}

function productConditions(
  { productType, productVendor, tag, productMetafield }: ProductFilter,
  context: StorefrontContext,
): readonly Condition[] {
  const conditions: Condition[] = [];
  const add = (group: string, holds: (product: ProductDocument) => boolean) =>
    conditions.push({ group, of: "product", holds });
  if (productType != null) add(groups.productType, (product) => same(product.productType, productType));
  if (productVendor != null) add(groups.vendor, (product) => same(product.vendor, productVendor));
  if (tag != null) add(groups.tag, ({ tags }) => tags.some((each) => same(each, tag)));
  if (productMetafield != null)
    add(metafieldGroup("p", productMetafield), (product) => hasMetafield(product, productMetafield, context));
  return conditions;
}

function variantConditions(
  { available, price, variantOption, variantMetafield }: ProductFilter,
  context: StorefrontContext,
): readonly Condition[] {
  const conditions: Condition[] = [];
  const add = (group: string, holds: (variant: VariantDocument, product: ProductDocument) => boolean) =>
    conditions.push({ group, of: "variant", holds });
  if (available != null) add(groups.available, (variant) => isAvailable(variant) === available);
  if (price != null)
    add(groups.price, (variant) => {
      const amount = Number(priceIn(variant.price, context.currency)?.amount);
      return amount >= (price.min ?? 0) && amount <= (price.max ?? Number.POSITIVE_INFINITY);
    });
  if (variantOption != null)
    add(groups.option(variantOption.name), (variant, product) =>
      selectedOptionsOf(product, variant, context).some(
        ({ name, value }) => same(name, variantOption.name) && same(value, variantOption.value),
      ),
    );
  if (variantMetafield != null)
    add(metafieldGroup("v", variantMetafield), (variant) => hasMetafield(variant, variantMetafield, context));
  return conditions;
}

function metafieldGroup(owner: "p" | "v", { namespace, key }: MetafieldFilter): string {
  return `filter.${owner}.m.${namespace}.${key}`;
}

function hasMetafield(
  { metafields }: Pick<ProductDocument, "metafields">,
  { namespace, key, value }: MetafieldFilter,
  context: StorefrontContext,
): boolean {
  return metafields.some(
    (each) => each.namespace === namespace && each.key === key && same(textIn(each.value, context), value),
  );
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function notImplemented(name: string): GraphQLError {
  return new GraphQLError(`The sandbox does not implement ProductFilter.${name}`, {
    extensions: { code: "SANDBOX_NOT_IMPLEMENTED", field: `ProductFilter.${name}` },
  });
}
