import { preload } from "react-dom";

/** Widths the shop's CDN is asked for, in pixels: phones at two and three dots per pixel up to a wide screen. */
const widths = [240, 400, 640, 828, 1200, 1600] as const;

export type ShopImageProps = {
  /** Path under our own origin, see `imagePath`. */
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly sizes: string;
  readonly loading?: "eager" | "lazy";
  /** For the one picture a page is waited for. */
  readonly isAwaited?: boolean;
};

/**
 * A picture at every width a screen may need. Not `next/image`: the CDN does all that its optimiser would, and its
 * browser part weighs six kilobytes on every page.
 */
export function ShopImage({
  src,
  alt,
  width,
  height,
  sizes,
  loading = "lazy",
  isAwaited = false,
}: ShopImageProps) {
  const at = (pixels: number) => `${src}${src.includes("?") ? "&" : "?"}width=${pixels}`;
  const srcSet = widths.map((pixels) => `${at(pixels)} ${pixels}w`).join(", ");
  if (isAwaited)
    preload(at(1200), { as: "image", imageSrcSet: srcSet, imageSizes: sizes, fetchPriority: "high" });
  return (
    // oxlint-disable-next-line next/no-img-element
    <img
      src={at(828)}
      srcSet={srcSet}
      sizes={sizes}
      alt={alt}
      width={width}
      height={height}
      loading={isAwaited ? "eager" : loading}
      decoding="async"
      {...(isAwaited && { fetchPriority: "high" })}
    />
  );
}
