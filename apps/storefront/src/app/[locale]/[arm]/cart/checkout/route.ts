import { StorefrontError } from "@evertill/catalog";
import { signHandoff } from "@evertill/checkout/handoff";
import { readCartCookie, writeCartCookie } from "../../../../../cart/cart-cookie.ts";
import {
  answerJson,
  cartMeans,
  cartPage,
  type CartRouteParams,
  isFromElsewhere,
  seeOther,
} from "../../../../../cart/cart-request.ts";
import { readShopperCart } from "../../../../../cart/shopper-cart.ts";
import { storefront } from "../../../../../compose.ts";

/** Hands the cart to the till by a signed address. An empty or finished cart goes back to the cart page. */
export async function POST(request: Request, route: CartRouteParams): Promise<Response> {
  if (isFromElsewhere(request)) return answerJson({ problem: "Requests from other sites are refused" }, 403);
  const means = await cartMeans(request, route);
  if (means === null) return answerJson({ problem: "No such locale" }, 404);
  const { locale } = means.context;
  const cartId = await readCartCookie();
  try {
    const { cart } = await readShopperCart(cartId, means);
    if (cart === null) {
      await writeCartCookie(null);
      return seeOther(cartPage(locale, cartId === null ? undefined : "gone"));
    }
    if (cart.lines.length === 0) return seeOther(cartPage(locale));
  } catch (error) {
    // The till keeps its own copy of a cart it has seen, so a silent shop must not stop a shopper here.
    if (!(error instanceof StorefrontError)) throw error;
    if (cartId === null) return seeOther(cartPage(locale, "unreachable"));
  }
  return handOver(cartId, locale.path);
}

function handOver(cartId: string | null, locale: string): Response {
  if (cartId === null) throw new Error("A cart was read without an id");
  const { HANDOFF_SECRET, CHECKOUT_ORIGIN } = storefront().environment;
  const address = signHandoff(
    { cartId, locale },
    { secret: HANDOFF_SECRET, now: new Date(), checkoutOrigin: CHECKOUT_ORIGIN },
  );
  return seeOther(address, { "referrer-policy": "no-referrer" });
}
