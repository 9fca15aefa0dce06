import { gid } from "../../gid.ts";
import type { ProductDocument, VariantDocument } from "../../model.ts";
import { availableStock, isAvailable } from "../catalogue/catalogue.ts";
import { none } from "../connection.ts";
import type { StorefrontContext } from "../context.ts";
import { priceIn } from "../money.ts";
import { plain, type ResolverMap } from "../resolver-map.ts";
import { selectedOptionsOf, variantTitle } from "../selected-options.ts";
import { metafieldsOf } from "./metafield.ts";

/** The product of a variant. Throws when it is no longer on sale, which is a state no query can reach. */
export function productOf(variant: VariantDocument, { catalogue }: StorefrontContext): ProductDocument {
  const product = catalogue.product(variant.productId);
  if (!product) throw new Error(`Variant ${variant.id} has no product that is on sale`);
  return product;
}

/** A variant in a cart is sold in the cart's currency, whatever the request's is. */
type SoldVariant = VariantDocument & { readonly soldIn?: string };

const price = ({ price: prices, soldIn }: SoldVariant, _args: object, { currency }: StorefrontContext) =>
  priceIn(prices, soldIn ?? currency);
const compareAtPrice = (
  { compareAtPrice: prices, soldIn }: SoldVariant,
  _args: object,
  { currency }: StorefrontContext,
) => priceIn(prices, soldIn ?? currency);

/** The parent of a `ProductVariant` is its document. */
export const variantResolvers: ResolverMap = {
  ProductVariant: {
    id: ({ id }: VariantDocument) => gid("ProductVariant", id),
    title: (variant: VariantDocument, _args: object, context: StorefrontContext) =>
      variantTitle(productOf(variant, context), variant, context),
    product: (variant: VariantDocument, _args: object, context: StorefrontContext) =>
      productOf(variant, context),
    selectedOptions: (variant: VariantDocument, _args: object, context: StorefrontContext) =>
      selectedOptionsOf(productOf(variant, context), variant, context),
    image: (variant: VariantDocument, _args: object, context: StorefrontContext) => {
      const { images } = productOf(variant, context);
      return images.find(({ id }) => id === variant.imageId) ?? images[0] ?? null;
    },
    price,
    priceV2: price,
    compareAtPrice,
    compareAtPriceV2: compareAtPrice,
    // No variant of this shop is sold by measure.
    unitPrice: () => null,
    unitPriceMeasurement: () => null,
    availableForSale: isAvailable,
    currentlyNotInStock: ({ inventory }: VariantDocument) =>
      inventory.tracked && inventory.policy === "continue" && availableStock(inventory) <= 0,
    quantityAvailable: ({ inventory }: VariantDocument) =>
      inventory.tracked ? availableStock(inventory) : null,
    weight: ({ weightGrams }: VariantDocument) => weightGrams,
    weightUnit: () => "GRAMS",
    // The shop has no bundles, price breaks, selling plans or stores to collect from.
    requiresComponents: () => false,
    components: none,
    groupedBy: none,
    quantityPriceBreaks: none,
    sellingPlanAllocations: none,
    storeAvailability: none,
    ...plain("sku", "barcode", "requiresShipping", "taxable", "quantityRule"),
    ...metafieldsOf("ProductVariant"),
  },
  QuantityRule: plain("minimum", "maximum", "increment"),
  SelectedOption: plain("name", "value"),
};
