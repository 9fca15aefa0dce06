import { z } from "zod";
import { image } from "./image.ts";

/** Documents that use it bring `ImageFields` with them. */
export const collectionSummaryFields = /* GraphQL */ `
  fragment CollectionSummaryFields on Collection {
    id
    handle
    title
    description(truncateAt: 300)
    image {
      ...ImageFields
    }
  }
`;

export const collectionSummary = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  description: z.string(),
  image: image.nullable(),
});
