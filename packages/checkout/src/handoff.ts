import { createHmac, timingSafeEqual } from "node:crypto";

/** What the storefront hands to the till: which cart, in which locale ("de-de"). */
export type Handoff = { readonly cartId: string; readonly locale: string };

export type HandoffVerdict =
  | ({ readonly kind: "valid" } & Handoff)
  /** It was signed by us, but longer ago than {@link handoffLifetimeMs}: read the cart again and sign anew. */
  | { readonly kind: "expired" }
  | { readonly kind: "forged" };

/** A handed cart may be redeemed for ten minutes. */
export const handoffLifetimeMs = 10 * 60_000;

/**
 * The address to which the storefront sends a shopper who wants to pay: `/checkout/start?cart=…&signature=…` on
 * `checkoutOrigin`. HMAC-SHA256 over every parameter; Shopify's cart id holds a key, so the address must not leak by a referrer.
 */
export function signHandoff(
  { cartId, locale }: Handoff,
  { secret, now, checkoutOrigin }: { secret: string; now: Date; checkoutOrigin: string },
): string {
  const expires = String(now.getTime() + handoffLifetimeMs);
  const address = new URL("/checkout/start", checkoutOrigin);
  address.search = new URLSearchParams({
    cart: cartId,
    locale,
    expires,
    signature: signatureOf({ cartId, locale, expires }, secret),
  }).toString();
  return address.href;
}

/** Judges the query of `/checkout/start`. */
export function verifyHandoff(
  query: URLSearchParams,
  { secret, now }: { secret: string; now: Date },
): HandoffVerdict {
  const cartId = query.get("cart");
  const locale = query.get("locale");
  const expires = query.get("expires");
  if (!cartId || !locale || !expires) return { kind: "forged" };
  const expected = Buffer.from(signatureOf({ cartId, locale, expires }, secret));
  const given = Buffer.from(query.get("signature") ?? "");
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return { kind: "forged" };
  return now.getTime() < Number(expires) ? { kind: "valid", cartId, locale } : { kind: "expired" };
}

function signatureOf(parts: Handoff & { expires: string }, secret: string): string {
  const message = JSON.stringify([parts.cartId, parts.locale, parts.expires]);
  return createHmac("sha256", secret).update(message).digest("base64url");
}
