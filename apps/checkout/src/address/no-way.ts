import type { CheckoutView } from "@evertill/checkout/api";

/** True where the shop takes these things to the address by no way it has: the cart's doing as often as the country's. */
export function hasNoWay({
  needsDelivery,
  deliveryAddress,
  deliveryOptions,
  notices,
}: CheckoutView): boolean {
  // What is sold out goes nowhere either; its own notice says so.
  const isSoldOut = notices.some(({ kind }) => kind === "stock-reduced");
  return needsDelivery && deliveryAddress !== null && deliveryOptions.length === 0 && !isSoldOut;
}
