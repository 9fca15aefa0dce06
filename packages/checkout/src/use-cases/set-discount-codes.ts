import type { CheckoutView } from "../api/contract.ts";
import { copyIn } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import type { ChangeResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";
import { languageOf } from "./price-document.ts";
import { contextOf, orLastSeen } from "./read-cart.ts";
import { draftWith } from "./view-checkout.ts";

/**
 * Replaces the codes of the cart. A code that does not apply stays in the list, marked, with a notice that says so; one that was used
 * as often as it may be is not given to the shop, which learns of our orders only later.
 */
export function setDiscountCodes(
  parts: Workings,
  token: string,
  codes: readonly string[],
): Promise<ChangeResult> {
  const wanted = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ""))];
  return edit<ChangeResult>(parts, token, async (checkout) => {
    const used = await usedUp(parts, checkout, wanted);
    const usable = wanted.filter((code) => !used.includes(code.toUpperCase()));
    const context = contextOf(checkout);
    const answer = orLastSeen(checkout, await parts.carts.applyCodes(checkout.cartId, context, usable));
    if (answer.kind === "cart") {
      const draft = draftWith(checkout, answer.cart, parts.clock.now());
      return { draft: { ...draft, notices: [...draft.notices, ...usedUpNotices(checkout, used)] } };
    }
    if (answer.kind === "refused") return { kind: "invalid", fields: answer.fields };
    return { kind: "shop-silent", message: copyIn(languageOf(checkout.locale)).shopSilent };
  });
}

function usedUp(parts: Workings, { id, document }: Checkout, codes: string[]): Promise<readonly string[]> {
  const email = document.contact?.email ?? "";
  return parts.store.usedUpDiscounts(parts.database, { checkoutId: id, codes, email });
}

/** What to say of codes that have been used as often as they may be. */
export function usedUpNotices({ locale }: Checkout, codes: readonly string[]): CheckoutView["notices"] {
  const { codeUsedUp } = copyIn(languageOf(locale)).notices;
  return codes.map((code) => ({ kind: "code-expired", message: codeUsedUp(code) }));
}
