import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { MenuItem } from "../content.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const getMenuDocument = /* GraphQL */ `
  query GetMenu($handle: String!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    menu(handle: $handle) {
      items {
        ...MenuItemFields
        items {
          ...MenuItemFields
        }
      }
    }
  }
  fragment MenuItemFields on MenuItem {
    id
    title
    url
  }
`;

/** The shop's own address says nothing in a storefront of ours: only its path is kept. */
const path = z
  .string()
  .nullable()
  .transform((address) => {
    if (address === null) return "/";
    const { pathname, search } = new URL(address, "http://shop.invalid");
    return pathname + search;
  });
const shape = { id: z.string(), title: z.string(), url: path };
const menuItem = z
  .object({
    ...shape,
    items: z.array(z.object(shape).transform(({ url, ...item }) => ({ ...item, path: url }))),
  })
  .transform(({ url, ...item }): MenuItem => ({ ...item, path: url }));

/** The items of a menu; none when there is no such menu. */
export function getMenu(transport: StorefrontTransport) {
  return async (handle: string, context: CallContext): Promise<readonly MenuItem[]> => {
    const { menu } = await transport.read({
      operation: "GetMenu",
      document: getMenuDocument,
      variables: { handle, ...inContext(context) },
      data: z.object({ menu: z.object({ items: z.array(menuItem) }).nullable() }),
      deadlineMs: context.deadlineMs,
    });
    return menu?.items ?? [];
  };
}
