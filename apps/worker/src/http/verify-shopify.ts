import { createHmac, timingSafeEqual } from "node:crypto";

/** True when `X-Shopify-Hmac-Sha256` is the base64 HMAC-SHA256 of the raw body under our secret. */
export function isSignedByShop(rawBody: string, signature: string | undefined, secret: string): boolean {
  if (!signature) return false;
  const expected = createHmac("sha256", secret).update(rawBody, "utf8").digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
