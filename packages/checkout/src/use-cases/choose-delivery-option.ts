import { copyIn } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import type { ChangeResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";
import { type Draft, languageOf } from "./price-document.ts";
import { contextOf, orLastSeen } from "./read-cart.ts";
import { draftWith } from "./view-checkout.ts";

/**
 * Chooses one of the offered ways of delivery. While the shop is silent the offers it made for this address still hold: the
 * till goes on with them, and says that prices could not be checked.
 */
export function chooseDeliveryOption(parts: Workings, token: string, handle: string): Promise<ChangeResult> {
  return edit<ChangeResult>(parts, token, async (checkout) => {
    const copy = copyIn(languageOf(checkout.locale));
    const unknown = { kind: "invalid", fields: { handle: copy.unknownOption } } as const;
    if (!checkout.document.cart.deliveryOptions.some((option) => option.handle === handle)) return unknown;
    const context = contextOf(checkout);
    const answer = orLastSeen(checkout, await parts.carts.chooseDelivery(checkout.cartId, context, handle));
    if (answer.kind === "silent") return { draft: chooseWithoutShop(checkout, handle) };
    if (answer.kind !== "cart") return unknown;
    return { draft: draftWith(checkout, answer.cart, parts.clock.now()) };
  });
}

function chooseWithoutShop({ document, locale }: Checkout, chosenDeliveryOption: string): Draft {
  const message = copyIn(languageOf(locale)).notices.shopSilent;
  const others = document.notices.filter(({ kind }) => kind !== "shop-silent");
  return {
    ...document,
    cart: { ...document.cart, chosenDeliveryOption },
    notices: [...others, { kind: "shop-silent", message }],
  };
}
