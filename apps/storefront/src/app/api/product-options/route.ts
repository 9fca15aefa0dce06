import { locales } from "@evertill/money";
import { readOptionNames } from "../../../shop/read-shop.ts";

/**
 * The names under which product pages are asked for a variant (`?Glaze=Moss`), in every language: what a cache in front may
 * keep of their queries. A list of texts.
 */
export async function GET(): Promise<Response> {
  const names = await Promise.all(locales.map(({ path }) => readOptionNames(path)));
  return Response.json([...new Set(names.flat())].sort());
}
