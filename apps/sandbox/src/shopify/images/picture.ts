import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { z } from "zod";

const side = z.coerce.number().int().min(1).max(5760).optional();

/** What the query of an image address asks for, as Shopify's CDN understands it. Pixels. */
export const pictureQuery = z.object({
  width: side,
  height: side,
  crop: z.enum(["center", "top", "bottom", "left", "right"]).optional(),
  format: z.enum(["jpg", "pjpg", "png", "webp", "avif"]).optional(),
  /** Changes when a file of the same name does. */
  v: z.string().max(40).optional(),
});
export type PictureQuery = z.infer<typeof pictureQuery>;

export type Picture = { readonly type: string; readonly bytes: Buffer<ArrayBuffer> };

const formats = {
  jpg: { type: "image/jpeg", encoder: "jpeg" },
  pjpg: { type: "image/jpeg", encoder: "jpeg" },
  png: { type: "image/png", encoder: "png" },
  webp: { type: "image/webp", encoder: "webp" },
  avif: { type: "image/avif", encoder: "avif" },
} as const;
type Format = keyof typeof formats;

/** Pictures by file name, made to measure; never larger than the original. What was made is remembered. */
export class Pictures {
  readonly #folders: readonly string[];
  readonly #made = new Map<string, Promise<Picture | undefined>>();

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** Undefined when no folder has the file. */
  find(file: string, query: PictureQuery): Promise<Picture | undefined> {
    const key = JSON.stringify([file, query]);
    const known = this.#made.get(key);
    if (known) return known;
    const made = this.#make(file, query);
    this.#made.set(key, made);
    // A file that is not there now may be imported later.
    void made.then((picture) => picture ?? this.#made.delete(key)).catch(() => this.#made.delete(key));
    if (this.#made.size > 2_000) this.#made.delete(this.#made.keys().next().value ?? key);
    return made;
  }

  async #make(file: string, query: PictureQuery): Promise<Picture | undefined> {
    const original = await this.#read(file);
    const own = extensionOf(file);
    if (!original || !own) return undefined;
    const { width, height, crop } = query;
    const format = query.format ?? own;
    if (!width && !height && format === own) return { type: formats[own].type, bytes: original };
    const resized = sharp(original).resize({
      ...(width && { width }),
      ...(height && { height }),
      fit: crop && width && height ? "cover" : "inside",
      position: crop === undefined || crop === "center" ? "centre" : crop,
      withoutEnlargement: true,
    });
    const bytes = await resized.toFormat(formats[format].encoder).toBuffer();
    return { type: formats[format].type, bytes: Buffer.from(bytes) };
  }

  async #read(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
    for (const folder of this.#folders) {
      const bytes = await readFile(join(folder, file)).catch(() => undefined);
      if (bytes) return Buffer.from(bytes);
    }
    return undefined;
  }
}

function extensionOf(file: string): Format | undefined {
  const extension = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  const name = extension === "jpeg" ? "jpg" : extension;
  return Object.hasOwn(formats, name) ? (name as Format) : undefined;
}
