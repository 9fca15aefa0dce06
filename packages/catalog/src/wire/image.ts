import { z } from "zod";
import type { Image } from "../image.ts";

export const image = z
  .object({
    url: z.string(),
    altText: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
  })
  .transform(({ altText, ...rest }): Image => ({ ...rest, alt: altText === "" ? null : altText }));

export const imageFields = /* GraphQL */ `
  fragment ImageFields on Image {
    url
    altText
    width
    height
  }
`;
