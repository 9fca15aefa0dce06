import { z } from "zod";

const body = z.object({ id: z.int().positive(), updated_at: z.iso.datetime({ offset: true }).optional() });

const kinds: Readonly<Record<string, "Product" | "Collection">> = {
  "products/create": "Product",
  "products/update": "Product",
  "products/delete": "Product",
  "collections/create": "Collection",
  "collections/update": "Collection",
  "collections/delete": "Collection",
};

/**
 * What a webhook of the shop tells of: a subject and its version, which is null where it is gone. Null for what pages do not
 * show, and for a body that cannot be read. Stock needs no topic of its own here: it moves its product's `updated_at`.
 */
export function changeOfEvent({
  topic,
  body: text,
}: {
  readonly topic: string;
  readonly body: string;
}): { readonly subject: string; readonly version: Date | null } | null {
  const kind = kinds[topic];
  if (!kind) return null;
  const read = body.safeParse(parsed(text));
  if (!read.success) return null;
  const { id, updated_at: updatedAt } = read.data;
  const isGone = topic.endsWith("/delete");
  return {
    subject: `gid://shopify/${kind}/${id}`,
    version: isGone || updatedAt === undefined ? null : new Date(updatedAt),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
