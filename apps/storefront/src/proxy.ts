import { type NextRequest, NextResponse } from "next/server";
import { chooseLocale } from "./routing/choose-locale.ts";
import { createHandleMemory } from "./routing/handle-memory.ts";
import { missingPath, toInternalPath } from "./routing/internal-path.ts";
import { findInShop } from "./shop/find-in-shop.ts";

const isThere = createHandleMemory(findInShop);

/** Only maps addresses: public to internal, the bare origin to a locale, the unknown to a true 404. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, searchParams } = request.nextUrl;
  const routed = toInternalPath(pathname, searchParams);
  switch (routed.kind) {
    case "internal":
      if (routed.named && !(await isThere(routed.named))) return toMissing(request, routed.named.locale);
      return NextResponse.rewrite(internalAddress(request, routed.path + keptQuery(request, routed.path)));
    case "choose-locale":
      return toLocale(request);
    case "missing":
      return toMissing(request, routed.locale);
  }
}

/** A whole page with a true 404. Without a locale it is no route's, which Next answers with the one in all languages. */
function toMissing(request: NextRequest, locale: string | null): NextResponse {
  const path = locale === null ? "/_missing" : missingPath(locale);
  return NextResponse.rewrite(internalAddress(request, path), {
    status: 404,
    headers: { "cache-control": "public, max-age=0, s-maxage=30" },
  });
}

/** Next makes the address relative again, so the host in it never shows. */
function toLocale(request: NextRequest): NextResponse {
  const { path } = chooseLocale(request.headers.get("accept-language"));
  const response = NextResponse.redirect(new URL(`/${path}${request.nextUrl.search}`, request.url));
  response.headers.set("vary", "Accept-Language");
  response.headers.set("cache-control", "private");
  return response;
}

/** The cart page, written for each request, is the one that may read a query: what went wrong with a form. */
function keptQuery(request: NextRequest, path: string): string {
  return path.endsWith("/cart") ? request.nextUrl.search : "";
}

function internalAddress(request: NextRequest, path: string): URL {
  return new URL(path, request.url);
}

export const config = {
  matcher: ["/((?!_next/|cdn/|api/|favicon.ico|icon.svg|robots.txt).*)"],
};
