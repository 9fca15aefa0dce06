import { StorefrontError, variantGid } from "@evertill/catalog";
import { z } from "zod";
import { readCartCookie, writeCartCookie } from "../../../../../cart/cart-cookie.ts";
import {
  answerJson,
  cartMeans,
  type CartRouteParams,
  isFromElsewhere,
} from "../../../../../cart/cart-request.ts";
import { toCartView } from "../../../../../cart/cart-view.ts";
import { changeShopperCart } from "../../../../../cart/shopper-cart.ts";

const quantity = z.int().min(0).max(1_000_000);
const changesSchema = z.object({
  add: z
    .array(z.object({ variantId: z.string().regex(/^\d+$/), quantity: quantity.min(1) }))
    .max(50)
    .default([]),
  set: z
    .array(z.object({ lineId: z.string().startsWith("gid://shopify/"), quantity }))
    .max(250)
    .default([]),
  discountCodes: z.array(z.string().trim().min(1).max(100)).max(5).optional(),
});

/** Several changes at once, as the browser's queue collected them. Answers with the CartView that came of them. */
export async function POST(request: Request, route: CartRouteParams): Promise<Response> {
  if (isFromElsewhere(request)) return answerJson({ problem: "Requests from other sites are refused" }, 403);
  const means = await cartMeans(request, route);
  if (means === null) return answerJson({ problem: "No such locale" }, 404);
  const wanted = changesSchema.safeParse(await request.json().catch(() => null));
  if (!wanted.success) return answerJson({ problem: z.prettifyError(wanted.error) }, 400);
  const { add, set, discountCodes } = wanted.data;
  const lines = add.map(({ variantId, quantity }) => ({ variantId: variantGid(variantId), quantity }));
  try {
    const changes = { add: lines, set, discountCodes };
    const { cart, problems } = await changeShopperCart(await readCartCookie(), changes, means);
    await writeCartCookie(cart?.id ?? null);
    return answerJson(toCartView(cart, means.context.locale, problems));
  } catch (error) {
    if (!(error instanceof StorefrontError)) throw error;
    return answerJson({ problem: means.words.cartUnreachable }, 503);
  }
}
