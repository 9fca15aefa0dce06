import { copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Environment } from "../env.ts";
import type { Folders } from "../folders.ts";
import { isOpen, postTo } from "../http/running.ts";
import { openStore } from "../shopify/catalogue/open-store.ts";
import { type ShopDocument, kinds } from "../shopify/model.ts";
import { describeProblem } from "./problem.ts";
import type { ImportedProduct } from "./product.ts";
import { type ImportSummary, putProducts } from "./put-products.ts";
import { readImport } from "./read-import.ts";

export type ImportOrder = {
  /** A CSV of Shopify's or Spree's; Spree's `product_translations.csv` is read when it lies beside it. */
  readonly file: string;
  /** The folder of the pictures the file names. */
  readonly images: string | undefined;
  /** Currency of a Shopify CSV's prices, which the file does not say; GBP when not given. */
  readonly currency: string | undefined;
};
type World = { readonly env: Environment; readonly folders: Folders; readonly now: Date };

export type ImportOutcome =
  | { readonly kind: "imported"; readonly summary: ImportSummary }
  | { readonly kind: "refused"; readonly problems: readonly string[] };

/**
 * Imports a file into the running sandbox, or straight into its database when none is running. With any problem in the
 * file nothing is imported. Rejects when a file cannot be read or the database not be reached.
 */
export async function runImport(order: ImportOrder, world: World): Promise<ImportOutcome> {
  const pictures = order.images ? await readdir(order.images) : [];
  const read = readImport({
    csv: await readFile(order.file, "utf8"),
    translations: await beside(order.file, "product_translations.csv"),
    currency: order.currency ?? "GBP",
    now: world.now,
    pictures: new Set(pictures),
  });
  if (read.kind === "refused") return { kind: "refused", problems: read.problems.map(describeProblem) };
  if (order.images) await copyPictures(read.products, order.images, join(world.folders.state, "images"));
  return { kind: "imported", summary: await put(read.products, world) };
}

const summarySchema = z.object({ products: z.int(), variants: z.int(), replaced: z.int() });

async function put(
  products: readonly ImportedProduct[],
  { env, folders, now }: World,
): Promise<ImportSummary> {
  if (await isOpen(env)) return summarySchema.parse(await postTo(env, "/sandbox/import", { products }));
  const store = await openStore(env.SANDBOX_DATABASE_URL, () => now);
  try {
    if (store.collection<ShopDocument>(kinds.shop).all().length === 0)
      throw new Error("The sandbox's database is empty: run `npm run sandbox:reset` first");
    return await putProducts(products, { store, now, images: join(folders.state, "images") });
  } finally {
    await store.close();
  }
}

async function copyPictures(products: readonly ImportedProduct[], from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const files = new Set(products.flatMap(({ images }) => images.map(({ file }) => file)));
  for (const file of files) await copyFile(join(from, file), join(to, file));
}

/** A file in the same folder; undefined when there is none. */
async function beside(file: string, name: string): Promise<string | undefined> {
  return readFile(join(dirname(file), name), "utf8").catch(() => undefined);
}
