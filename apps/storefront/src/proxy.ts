import { type NextRequest, NextResponse } from "next/server";
import { chooseLocale } from "./routing/choose-locale.ts";
import { toInternalPath } from "./routing/internal-path.ts";

/** Only maps addresses: public to internal, the bare origin to a locale, the unknown to a true 404. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  const routed = toInternalPath(pathname, searchParams);
  switch (routed.kind) {
    case "internal":
      return NextResponse.rewrite(internalAddress(request, routed.path + keptQuery(request, routed.path)));
    case "choose-locale":
      return toLocale(request);
    case "missing":
      // No such route, so Next answers with the one page that has a true 404 and needs no script.
      return NextResponse.rewrite(internalAddress(request, "/_missing"));
  }
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
