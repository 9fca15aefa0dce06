import { variantGid } from "@evertill/catalog";
import { answerCartForm, readQuantity } from "../../../../../cart/cart-form.ts";
import type { CartRouteParams } from "../../../../../cart/cart-request.ts";
import type { WantedChanges } from "../../../../../cart/shopper-cart.ts";

/** Forms of the product page (`variantId`, `quantity`) and of the cart page (`lineId`, `quantity`; 0 removes). */
export function POST(request: Request, route: CartRouteParams): Promise<Response> {
  return answerCartForm(request, route, readForm);
}

function readForm(form: FormData): WantedChanges | null {
  const variantId = form.get("variantId");
  if (typeof variantId === "string") {
    const quantity = readQuantity(form.get("quantity") ?? "1", 1);
    if (quantity === null || !/^\d+$/.test(variantId)) return null;
    return { add: [{ variantId: variantGid(variantId), quantity }], set: [] };
  }
  const lineId = form.get("lineId");
  const quantity = readQuantity(form.get("quantity"), 0);
  if (typeof lineId !== "string" || quantity === null) return null;
  return { add: [], set: [{ lineId, quantity }] };
}
