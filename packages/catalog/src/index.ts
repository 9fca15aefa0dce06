export type { CallContext } from "./call-context.ts";
export {
  type AppliedGiftCard,
  type Attribute,
  type BuyerIdentity,
  type Cart,
  type CartChange,
  type CartDeliveryAddress,
  type CartLine,
  type CartProblem,
  type CartVariant,
  type CartWarning,
  type CheckoutCart,
  type DeliveryGroup,
  type DeliveryOption,
  type DiscountAllocation,
  isRetired,
  orderAttributeKey,
  type PostalAddress,
  type QuantityRule,
} from "./cart.ts";
export { type Catalog, createCatalog } from "./create-catalog.ts";
export type { Image } from "./image.ts";
export type { NewCartLine } from "./new-cart-line.ts";
export { pageTag } from "./page-tag.ts";
export { numericId, variantGid } from "./shop-id.ts";
export { StorefrontError, type StorefrontErrorCode } from "./storefront-error.ts";
export {
  type Collection,
  type CollectionSort,
  collectionSorts,
  type CollectionSummary,
  type Filter,
  type FilterChoice,
  type FilterValue,
  type PageWanted,
  type ProductList,
  type SearchResults,
} from "./collection.ts";
export type { ContentPage, MenuItem, Policy, Shop } from "./content.ts";
export {
  type DetailKey,
  type Product,
  type ProductOption,
  type ProductSummary,
  type SelectedOption,
  type Seo,
  stockShownMax,
  type Variant,
  type VariantStatus,
} from "./product.ts";
export type { ShopVersion } from "./shop-version.ts";
