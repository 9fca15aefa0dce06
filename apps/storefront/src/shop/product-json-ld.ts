import type { Product } from "@evertill/catalog";
import { moneyToDecimal } from "@evertill/money";
import { imagePath } from "./image-path.ts";

/** schema.org Product with the offer of the shown variant. `address` and `origin` are absolute. */
export function productJsonLd(product: Product, { address, origin }: { address: string; origin: string }) {
  const { variant } = product;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: product.description,
    url: address,
    brand: { "@type": "Brand", name: product.vendor },
    image: product.images.map(({ url }) => new URL(imagePath(url), origin).href),
    ...(variant.sku && { sku: variant.sku }),
    ...(variant.barcode && { gtin: variant.barcode }),
    offers: {
      "@type": "Offer",
      url: address,
      price: moneyToDecimal(variant.price),
      priceCurrency: variant.price.currency,
      availability: `https://schema.org/${availability(product)}`,
      itemCondition: "https://schema.org/NewCondition",
    },
  };
}

function availability({ variant }: Product): string {
  if (!variant.availableForSale) return "OutOfStock";
  return variant.currentlyNotInStock ? "BackOrder" : "InStock";
}
