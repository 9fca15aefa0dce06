import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const findHandleDocument = /* GraphQL */ `
  query FindHandle($handle: String!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    product(handle: $handle) {
      id
    }
    collection(handle: $handle) {
      id
    }
    page(handle: $handle) {
      id
    }
  }
`;

const isThere = z
  .object({ id: z.string() })
  .nullable()
  .transform((found) => found !== null);

/** What bears this handle: any of product, collection and page, for they are named apart from each other. */
export function findHandle(transport: StorefrontTransport) {
  return async (handle: string, context: CallContext) =>
    transport.read({
      operation: "FindHandle",
      document: findHandleDocument,
      variables: { handle, ...inContext(context) },
      data: z.object({ product: isThere, collection: isThere, page: isThere }),
      deadlineMs: context.deadlineMs,
    });
}
