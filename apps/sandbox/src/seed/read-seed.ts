import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type SeedCatalog, seedCatalog } from "./seed-catalog.ts";

/** The part of the catalogue that each file of a seed folder holds. */
export const seedFiles = {
  shop: "shop.json",
  products: "products.json",
  collections: "collections.json",
  menus: "menus.json",
  pages: "pages.json",
  discounts: "discounts.json",
  giftCards: "gift-cards.json",
  deliveryZones: "delivery-zones.json",
} as const;

/** The catalogue in a seed folder. Throws naming the file and every place in it that is wrong. */
export async function readSeed(folder: string): Promise<SeedCatalog> {
  const parts = await Promise.all(
    Object.entries(seedFiles).map(
      async ([part, file]) => [part, await readJson(join(folder, file))] as const,
    ),
  );
  const parsed = seedCatalog.safeParse(Object.fromEntries(parts));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.map(String).join(".")}: ${message}`,
  );
  throw new Error(`The seed in ${folder} is not valid:\n${problems.join("\n")}`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Error(`Cannot read the seed file ${file}: ${String(error)}`, { cause: error });
  }
}
