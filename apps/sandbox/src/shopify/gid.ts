/** `gid://shopify/Product/123`. */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

export type Gid = { readonly type: string; readonly id: string };

/** The type and id of a global id, without its query (`?key=…` of carts); undefined when `text` is not one. */
export function parseGid(text: string): Gid | undefined {
  const match = /^gid:\/\/shopify\/([A-Za-z0-9]+)\/([^/?#]+)(?:[?#].*)?$/.exec(text);
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : undefined;
}

/** The id inside a global id of this type, or undefined. */
export function idOf(type: string, text: string): string | undefined {
  const found = parseGid(text);
  return found?.type === type ? found.id : undefined;
}
