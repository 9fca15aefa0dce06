import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root, type Settings } from "../settings.ts";
import { switchFaults, switchFaultsOff } from "./edit-price.ts";

const pictures = join(root, "apps", "sandbox", "seed", "images");
/** Where the sandbox looks for pictures of what is imported. */
const imported = join(root, ".evertill", "sandbox", "images");

/** Handle of the product of a rank, the best-selling first. */
export const handleOf = (rank: number) => `made-${rank}`;

/**
 * Puts so many products into the house's sandbox, each with two variants, a picture and a description of some hundred words,
 * in both currencies. As if they had been there before the house was: no webhook tells of them, which would keep the shop's
 * Admin API busy for minutes.
 */
export async function stockBigShop({ settings }: { settings: Settings }, count: number): Promise<void> {
  const shopUrl = `http://127.0.0.1:${settings.ports.shopify}`;
  await switchFaults(shopUrl, [{ target: "shopify-webhooks", mode: "webhook-lost" }]);
  const files = readdirSync(pictures).toSorted();
  mkdirSync(imported, { recursive: true });
  for (const file of files) copyFileSync(join(pictures, file), join(imported, file));
  for (let from = 0; from < count; from += 100) {
    const ranks = Array.from({ length: Math.min(100, count - from) }, (_, index) => from + index);
    const products = ranks.map((rank) => product(rank, files[rank % files.length] ?? ""));
    const answer = await fetch(`${shopUrl}/sandbox/import`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ products }),
    });
    if (!answer.ok) throw new Error(`The products were not imported: ${await answer.text()}`);
  }
  await switchFaultsOff(shopUrl);
}

/** As the sandbox takes it in: `apps/sandbox/src/import/product.ts`. */
function product(rank: number, picture: string) {
  const text = (words: string) => ({ en: words, de: words });
  const pounds = 20 + (rank % 200);
  const variant = (glaze: string) => ({
    sku: `MADE-${rank}-${glaze}`,
    barcode: null,
    options: [glaze],
    price: { GBP: `${pounds}.00`, EUR: `${pounds + 5}.00` },
    compareAtPrice: null,
    stock: 500,
    whenOutOfStock: "deny",
    weightGrams: 900,
    requiresShipping: true,
    taxable: true,
    image: null,
  });
  const value = (handle: string, name: string) => ({ handle, name: text(name), swatch: null });
  return {
    handle: handleOf(rank),
    title: text(`Made thing ${rank}`),
    descriptionHtml: text(`<p>${"Thrown, dried and fired by hand: no two weigh the same. ".repeat(12)}</p>`),
    seo: { title: text(`Made thing ${rank}`), description: text("Made by hand") },
    productType: text("Lamps"),
    vendor: "Lumen & Loam",
    tags: [],
    status: "active",
    publishedAt: "2026-01-01T00:00:00Z",
    options: [{ name: text("Glaze"), values: [value("moss", "Moss"), value("chalk", "Chalk")] }],
    variants: [variant("moss"), variant("chalk")],
    images: [{ file: picture, alt: text(`Made thing ${rank}`) }],
    metafields: {},
  };
}
