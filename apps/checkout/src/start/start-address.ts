import type { StartResult, Till } from "@evertill/checkout";
import type { HandoffVerdict } from "@evertill/checkout/handoff";
import { findLocale, locales } from "@evertill/money";

export const stopReasons = ["link-expired", "link-broken", "cart-empty", "shop-silent"] as const;
/** Why a shopper who came to pay sees words instead of the checkout. */
export type StopReason = (typeof stopReasons)[number];

/** Where a handed-over cart leads: to its checkout, to the order it already became, or to words and the way back. */
export async function startAddress(
  verdict: HandoffVerdict,
  asked: string | null,
  till: Pick<Till, "startCheckout">,
): Promise<string> {
  if (verdict.kind === "expired") return stopAddress("link-expired", asked);
  if (verdict.kind === "forged") return stopAddress("link-broken", asked);
  const result = await till.startCheckout({ cartId: verdict.cartId, locale: verdict.locale });
  return addressOf(result, verdict.locale);
}

function addressOf(result: StartResult, locale: string): string {
  switch (result.kind) {
    case "started":
      return `/checkout/${encodeURIComponent(result.token)}`;
    case "already-ordered":
      return `/checkout/orders/${encodeURIComponent(result.orderToken)}`;
    case "cart-empty":
    case "cart-gone":
      return stopAddress("cart-empty", locale);
    case "unknown-locale":
      return stopAddress("link-broken", locale);
    case "shop-silent":
      return stopAddress("shop-silent", locale);
  }
}

function stopAddress(reason: StopReason, asked: string | null): string {
  const locale = findLocale(asked ?? "") ?? locales[0];
  return `/checkout/stopped?reason=${reason}&locale=${locale?.path ?? "en-gb"}`;
}
