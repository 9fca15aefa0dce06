import type { GiftCardDocument } from "../../../model.ts";
import { toMinor } from "../../money.ts";
import type { AppliedGiftCardDocument } from "../cart-document.ts";
import type { UsedGiftCard } from "../priced-cart.ts";

/** Pays `due` from the cards in turn, each to its last penny. Only cards of the cart's currency are given here. */
export function spendGiftCards(
  applied: readonly (AppliedGiftCardDocument & { readonly card: GiftCardDocument })[],
  due: number,
): readonly UsedGiftCard[] {
  let left = due;
  return applied.map(({ id, card }) => {
    const balance = toMinor(card.balance, card.currency);
    const used = Math.min(balance, left);
    left -= used;
    return { id, lastCharacters: card.code.slice(-4), used, left: balance - used };
  });
}
