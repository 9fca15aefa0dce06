import { type NextRequest, NextResponse } from "next/server";
import { environment } from "./env.ts";
import { contentSecurityPolicy } from "./server/content-security-policy.ts";
import { pathHeader } from "./server/request-headers.ts";

/** Gives each page its own nonce and policy, and tells the layout which page it frames, so that it can set the language. */
export function proxy(request: NextRequest): NextResponse {
  const settings = environment();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const policy = contentSecurityPolicy(nonce, {
    publicOrigin: settings.PUBLIC_ORIGIN,
    shopOrigin: settings.SHOPIFY_STORE_URL,
    stripe: { scriptUrl: settings.STRIPE_JS_URL, apiUrl: settings.STRIPE_API_URL },
    adyen: settings.ADYEN_CLIENT_KEY ? { webUrl: settings.ADYEN_WEB_URL } : null,
    paypal: settings.PAYPAL_CLIENT_ID
      ? { isTest: settings.PAYPAL_API_URL !== undefined, scriptUrl: settings.PAYPAL_JS_URL }
      : null,
    development: process.env.NODE_ENV === "development",
  });

  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  if (settings.PUBLIC_ORIGIN.startsWith("https:")) {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|api/).*)", "/"] };
