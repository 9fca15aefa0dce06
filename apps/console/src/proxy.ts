import { type NextRequest, NextResponse } from "next/server";
import { environment } from "./env.ts";

/** Gives each page its own nonce and policy: nothing runs, loads or is sent to but what is ours. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const secure = environment().CONSOLE_ORIGIN.startsWith("https:");
  const policy = contentSecurityPolicy(nonce, {
    secure,
    development: process.env.NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  if (secure) response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  return response;
}

function contentSecurityPolicy(
  nonce: string,
  { secure, development }: { readonly secure: boolean; readonly development: boolean },
): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export const config = { matcher: ["/((?!_next/static|_next/image|api/).*)"] };
