import { gid } from "../../gid.ts";
import { imagePath } from "../../images/part.ts";
import type { ImageDocument } from "../../model.ts";
import { type StorefrontContext, textIn } from "../context.ts";
import { plain, type ResolverMap } from "../resolver-map.ts";

/** `ImageTransformInput`, and the arguments of the deprecated `transformedSrc`. */
type Transform = {
  readonly crop?: string | null;
  readonly maxHeight?: number | null;
  readonly maxWidth?: number | null;
  readonly preferredContentType?: string | null;
  readonly scale?: number | null;
};

/** The address of an image, transformed by the CDN as its query says. `v` changes with the picture, so it may be kept for ever. */
export function imageAddress(
  { src, id }: ImageDocument,
  { origin }: Pick<StorefrontContext, "origin">,
  transform: Transform = {},
): string {
  const url = new URL(src.includes("://") ? src : `${origin}${imagePath}/${encodeURIComponent(src)}`);
  url.searchParams.set("v", id);
  const scale = transform.scale ?? 1;
  if (transform.maxWidth) url.searchParams.set("width", String(transform.maxWidth * scale));
  if (transform.maxHeight) url.searchParams.set("height", String(transform.maxHeight * scale));
  if (transform.crop) url.searchParams.set("crop", transform.crop.toLowerCase());
  if (transform.preferredContentType)
    url.searchParams.set("format", transform.preferredContentType.toLowerCase());
  return url.href;
}

const address = (image: ImageDocument, _args: object, context: StorefrontContext) =>
  imageAddress(image, context);

const alt = (image: ImageDocument, _args: object, context: StorefrontContext) => textIn(image.alt, context);

/** The product picture as media. */
const mediaImageId = ({ id }: ImageDocument) => gid("MediaImage", id);
const itself = (image: ImageDocument) => image;

export const imageResolvers: ResolverMap = {
  Image: {
    id: ({ id }: ImageDocument) => gid("ProductImage", id),
    altText: alt,
    url: (image: ImageDocument, args: { transform?: Transform | null }, context: StorefrontContext) =>
      imageAddress(image, context, args.transform ?? {}),
    src: address,
    originalSrc: address,
    transformedSrc: (image: ImageDocument, args: Transform, context: StorefrontContext) =>
      imageAddress(image, context, args),
    ...plain("width", "height"),
  },
  MediaImage: {
    id: mediaImageId,
    alt,
    mediaContentType: () => "IMAGE",
    image: itself,
    previewImage: itself,
  },
};
