import { addCartLines } from "./operations/add-cart-lines.ts";
import { createCart } from "./operations/create-cart.ts";
import { emptyCart } from "./operations/empty-cart.ts";
import { findHandle } from "./operations/find-handle.ts";
import { getCart } from "./operations/get-cart.ts";
import { getCheckoutCart } from "./operations/get-checkout-cart.ts";
import { getCollection } from "./operations/get-collection.ts";
import { getMenu } from "./operations/get-menu.ts";
import { getPage } from "./operations/get-page.ts";
import { getPolicies } from "./operations/get-policies.ts";
import { getProduct } from "./operations/get-product.ts";
import { getShop } from "./operations/get-shop.ts";
import { getVariantStatus } from "./operations/get-variant-status.ts";
import { getVersion } from "./operations/get-version.ts";
import { listCollections } from "./operations/list-collections.ts";
import { listCountries } from "./operations/list-countries.ts";
import { listOptionNames } from "./operations/list-option-names.ts";
import { listPageHandles } from "./operations/list-page-handles.ts";
import { listProductHandles } from "./operations/list-product-handles.ts";
import { listVersions } from "./operations/list-versions.ts";
import { recommendProducts } from "./operations/recommend-products.ts";
import { removeCartLines } from "./operations/remove-cart-lines.ts";
import { searchProducts } from "./operations/search-products.ts";
import { selectDeliveryOption } from "./operations/select-delivery-option.ts";
import { setCartAttributes } from "./operations/set-cart-attributes.ts";
import { setCartBuyerIdentity } from "./operations/set-cart-buyer-identity.ts";
import { setCartDeliveryAddress } from "./operations/set-cart-delivery-address.ts";
import { setDiscountCodes } from "./operations/set-discount-codes.ts";
import { updateCartLines } from "./operations/update-cart-lines.ts";
import { createStorefrontTransport, type StorefrontTransportSettings } from "./storefront-transport.ts";

/**
 * The shop as our own types. Reads are tried again within their deadline, writes are sent once; both throw
 * `StorefrontError` when the shop does not answer properly. What Shopify refuses is a value ({@link CartChange}).
 */
export function createCatalog(settings: StorefrontTransportSettings) {
  const transport = createStorefrontTransport(settings);
  return {
    getShop: getShop(transport),
    getMenu: getMenu(transport),
    getPage: getPage(transport),
    findHandle: findHandle(transport),
    listPageHandles: listPageHandles(transport),
    getPolicies: getPolicies(transport),
    listCollections: listCollections(transport),
    listCountries: listCountries(transport),
    getCollection: getCollection(transport),
    searchProducts: searchProducts(transport),
    listOptionNames: listOptionNames(transport),
    listProductHandles: listProductHandles(transport),
    getProduct: getProduct(transport),
    getVariantStatus: getVariantStatus(transport),
    getVersion: getVersion(transport),
    listVersions: listVersions(transport),
    recommendProducts: recommendProducts(transport),
    getCart: getCart(transport),
    getCheckoutCart: getCheckoutCart(transport),
    createCart: createCart(transport),
    addCartLines: addCartLines(transport),
    updateCartLines: updateCartLines(transport),
    removeCartLines: removeCartLines(transport),
    emptyCart: emptyCart(transport),
    setDiscountCodes: setDiscountCodes(transport),
    setCartAttributes: setCartAttributes(transport),
    setCartBuyerIdentity: setCartBuyerIdentity(transport),
    setCartDeliveryAddress: setCartDeliveryAddress(transport),
    selectDeliveryOption: selectDeliveryOption(transport),
  };
}

export type Catalog = ReturnType<typeof createCatalog>;
