import { join } from "node:path";
import type { Folders } from "../folders.ts";
import { kinds } from "../shopify/model.ts";
import type { Store } from "../store/store.ts";
import { plant } from "./plant.ts";
import { readSeed } from "./read-seed.ts";

type From = { readonly folders: Folders; readonly now: () => Date };

/** Plants the seed when the store holds no shop. */
export async function plantWhenEmpty(store: Store, from: From): Promise<void> {
  if (store.collection(kinds.shop).all().length === 0) await replant(store, from);
}

/** Forgets everything and plants the seed. A seed that cannot be read leaves the store as it was. */
export async function replant(store: Store, { folders, now }: From): Promise<void> {
  const seed = await readSeed(folders.seed);
  await store.clear();
  await plant(seed, { store, now: now(), images: join(folders.seed, "images") });
}
