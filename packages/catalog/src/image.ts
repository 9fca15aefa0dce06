/** A picture of the shop. `url` takes Shopify's `width` and `height` parameters. Sizes are in pixels. */
export type Image = {
  readonly url: string;
  readonly alt: string | null;
  readonly width: number | null;
  readonly height: number | null;
};
