import { findLocale, type Locale } from "@evertill/money";
import { storefront } from "../compose.ts";
import { wordsOf } from "../words/words-of.ts";

export type CartRouteParams = { readonly params: Promise<{ readonly locale: string }> };

const privately = { "cache-control": "private, no-store" } as const;

/** What a cart route needs to speak to the shop for this shopper. Null: there is no such locale. */
export async function cartMeans(request: Request, { params }: CartRouteParams) {
  const locale = findLocale((await params).locale);
  if (!locale) return null;
  const buyerIp = request.headers.get("x-forwarded-for")?.split(",")[0]?.trim();
  return {
    catalog: storefront().catalog,
    context: { locale, ...(buyerIp && { buyerIp }) },
    words: wordsOf(locale),
  };
}

/** Another site must not change a shopper's cart: browsers tell where a request comes from. */
export function isFromElsewhere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === "cross-site";
}

export function answerJson(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: privately });
}

/** After a form: the browser fetches the next page and a reload does not send the form again. */
export function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...privately, location, ...headers } });
}

/** Where a form goes next: the cart page, with the one thing that went wrong. */
export function cartPage(locale: Locale, problem?: string): string {
  return problem === undefined ? `/${locale.path}/cart` : `/${locale.path}/cart?problem=${problem}`;
}
