import { join } from "node:path";
import sharp from "sharp";
import type { ImageDocument, Texts } from "../shopify/model.ts";
import type { Store } from "../store/store.ts";
import { numberOf } from "./number.ts";

/** An image document of a file, with its measured size. Throws naming the file when it is not a picture. */
export type ReadImage = (file: string, alt: Texts) => Promise<ImageDocument>;

/** Reads pictures of one folder. */
export function imageReader(store: Store, folder: string): ReadImage {
  return async (file, alt) => {
    const { width, height } = await measure(join(folder, file));
    return { id: numberOf(store, "image"), src: file, alt, width, height };
  };
}

/** Pixels. */
async function measure(path: string): Promise<{ width: number; height: number }> {
  try {
    return await sharp(path).metadata();
  } catch (error) {
    throw new Error(`Cannot read the picture ${path}: ${String(error)}`, { cause: error });
  }
}
