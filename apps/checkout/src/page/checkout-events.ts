import type { CheckoutView } from "@evertill/checkout/api";
import type { EventItem } from "@evertill/tracking/browser";

/** The lines as events name them. */
export function eventItems({ lines }: Pick<CheckoutView, "lines">): EventItem[] {
  return lines.map(({ productId, variantId, sku, title, quantity, unitPrice }) => ({
    productId,
    variantId,
    sku,
    title,
    quantity,
    unitPriceMinor: unitPrice.amountMinor,
  }));
}

export type Funnel = "add_shipping_info" | "add_payment_info";

/** Each step of the funnel is told once per checkout, whatever is reloaded or chosen again. */
export function oncePerCheckout(token: string, storage: () => Pick<Storage, "getItem" | "setItem">) {
  const told = new Set<Funnel>();
  return (step: Funnel): boolean => {
    if (told.has(step)) return false;
    told.add(step);
    try {
      const name = `evertill.told.${token}.${step}`;
      if (storage().getItem(name) !== null) return false;
      storage().setItem(name, "1");
    } catch {
      // Without storage a reload tells it again.
    }
    return true;
  };
}
