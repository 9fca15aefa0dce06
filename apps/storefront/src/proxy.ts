import { type NextRequest, NextResponse } from "next/server";
import { chooseLocale } from "./routing/choose-locale.ts";
import { currentArm, toInternalPath } from "./routing/internal-path.ts";

/** Only maps addresses: public to internal, the bare origin to a locale, the unknown to a true 404. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  const routed = toInternalPath(pathname, searchParams);
  switch (routed.kind) {
    case "internal":
      return NextResponse.rewrite(internalAddress(request, routed.path));
    case "choose-locale":
      return toLocale(request);
    case "missing":
      return NextResponse.rewrite(
        internalAddress(
          request,
          routed.locale === null ? "/_missing" : `/${routed.locale}/${currentArm}/missing`,
        ),
        { status: 404 },
      );
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

function internalAddress(request: NextRequest, path: string): URL {
  return new URL(path, request.url);
}

export const config = {
  matcher: ["/((?!_next/|cdn/|api/|favicon.ico|icon.svg|robots.txt).*)"],
};
