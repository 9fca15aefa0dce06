import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { ContentPage } from "../content.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const getPageDocument = /* GraphQL */ `
  query GetPage($handle: String!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    page(handle: $handle) {
      handle
      title
      body
      updatedAt
      seo {
        title
        description
      }
    }
  }
`;

const page = z
  .object({
    handle: z.string(),
    title: z.string(),
    body: z.string(),
    updatedAt: z.string(),
    seo: z.object({ title: z.string().nullable(), description: z.string().nullable() }).nullable(),
  })
  .transform(({ body, seo, ...rest }): ContentPage => ({
    ...rest,
    bodyHtml: body,
    seo: seo ?? { title: null, description: null },
  }));

/** A page of text. Null when there is no such page. */
export function getPage(transport: StorefrontTransport) {
  return async (handle: string, context: CallContext): Promise<ContentPage | null> => {
    const data = await transport.read({
      operation: "GetPage",
      document: getPageDocument,
      variables: { handle, ...inContext(context) },
      data: z.object({ page: page.nullable() }),
      deadlineMs: context.deadlineMs,
    });
    return data.page;
  };
}
