import { copyIn } from "../copy/copy.ts";
import type { ChangeResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";
import { languageOf } from "./price-document.ts";
import { contextOf } from "./read-cart.ts";
import { draftWith } from "./view-checkout.ts";

/** Replaces the codes of the cart. A code that does not apply stays in the list, marked, with a notice that says so. */
export function setDiscountCodes(
  parts: Workings,
  token: string,
  codes: readonly string[],
): Promise<ChangeResult> {
  const wanted = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ""))];
  return edit<ChangeResult>(parts, token, async (checkout) => {
    const answer = await parts.carts.applyCodes(checkout.cartId, contextOf(checkout), wanted);
    if (answer.kind === "cart") return { draft: draftWith(checkout, answer.cart, parts.clock.now()) };
    if (answer.kind === "refused") return { kind: "invalid", fields: answer.fields };
    return { kind: "shop-silent", message: copyIn(languageOf(checkout.locale)).shopSilent };
  });
}
