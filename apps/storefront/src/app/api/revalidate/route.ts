import { createHash, timingSafeEqual } from "node:crypto";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import { pagesWithTags } from "../../../cache/page-tags.ts";
import { storefront } from "../../../compose.ts";
import { toPublicPath } from "../../../routing/internal-path.ts";

const asked = z.object({
  tags: z
    .array(z.string().regex(/^[\w:-]{1,128}$/))
    .min(1)
    .max(500),
});

/**
 * Calls what is kept under the tags stale, in this process: it is shown until a newer one is written, which the next
 * request begins. Never gone, or a shop that does not answer just now would take good pages with it. Answers the public
 * addresses of the kept pages that carry a tag, so that the caller can ask each.
 */
export async function POST(request: Request): Promise<Response> {
  const { REVALIDATE_SECRET: secret } = storefront().environment;
  if (secret === undefined) return answer(404, { problem: "REVALIDATE_SECRET is not set" });
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${secret}`))
    return answer(401, { problem: "The secret is missing or wrong" });
  const wanted = asked.safeParse(await request.json().catch(() => null));
  if (!wanted.success) return answer(400, { problem: 'Expected {"tags": ["product:1", …]}' });
  const { tags } = wanted.data;
  for (const tag of tags) revalidateTag(tag, "max");
  const pages = new Set(pagesWithTags(tags).map((path) => toPublicPath(path)));
  return answer(200, { pages: [...pages].filter((page) => page !== null) });
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

/** In the same time whatever is given. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
