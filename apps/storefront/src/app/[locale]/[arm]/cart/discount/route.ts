import { answerCartForm } from "../../../../../cart/cart-form.ts";
import type { CartRouteParams } from "../../../../../cart/cart-request.ts";

/** The discount form of the cart page: `code`, where an empty one takes all codes away. */
export function POST(request: Request, route: CartRouteParams): Promise<Response> {
  return answerCartForm(request, route, (form) => {
    const code = form.get("code");
    if (typeof code !== "string" || code.length > 100) return null;
    return { add: [], set: [], discountCodes: code.trim() === "" ? [] : [code.trim()] };
  });
}
