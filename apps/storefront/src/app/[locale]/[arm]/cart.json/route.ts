import { StorefrontError } from "@evertill/catalog";
import { readCartCookie, writeCartCookie } from "../../../../cart/cart-cookie.ts";
import { answerJson, cartMeans, type CartRouteParams } from "../../../../cart/cart-request.ts";
import { toCartView } from "../../../../cart/cart-view.ts";
import { readShopperCart } from "../../../../cart/shopper-cart.ts";

/** The shopper's cart: a CartView. 503 when the shop does not answer. */
export async function GET(request: Request, route: CartRouteParams): Promise<Response> {
  const means = await cartMeans(request, route);
  if (means === null) return answerJson({ problem: "No such locale" }, 404);
  try {
    const { cart, problems } = await readShopperCart(await readCartCookie(), means);
    if (cart === null) await writeCartCookie(null);
    return answerJson(toCartView(cart, means.context.locale, problems));
  } catch (error) {
    if (!(error instanceof StorefrontError)) throw error;
    return answerJson({ problem: means.words.cartUnreachable }, 503);
  }
}
