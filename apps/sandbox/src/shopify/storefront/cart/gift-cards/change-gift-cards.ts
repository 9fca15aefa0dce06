import { idOf } from "../../../gid.ts";
import type { GiftCardDocument } from "../../../model.ts";
import type { CartDocument } from "../cart-document.ts";
import { cartName } from "../cart-id.ts";
import { type CartChange, refused } from "../outcome.ts";

export type GiftCardTools = {
  readonly cards: readonly GiftCardDocument[];
  readonly currency: string;
  readonly newId: () => string;
};

/** Adds cards by their codes. As at Shopify, a code that no card has is passed over in silence. */
export function addGiftCards(
  cart: CartDocument,
  codes: readonly string[],
  { cards, currency, newId }: GiftCardTools,
): CartChange {
  const found = codes.flatMap((code) => cards.find((card) => card.enabled && isCodeOf(card, code)) ?? []);
  const usable = new Set(found.filter((card) => card.currency === currency).map(({ id }) => id));
  const fresh = [...usable].filter((id) => !cart.giftCards.some(({ giftCardId }) => giftCardId === id));
  const foreign = found.some((card) => card.currency !== currency);
  return {
    kind: "changed",
    cart: {
      ...cart,
      giftCards: [...cart.giftCards, ...fresh.map((giftCardId) => ({ id: newId(), giftCardId }))],
    },
    warnings: foreign
      ? [
          {
            code: "PAYMENTS_GIFT_CARDS_UNAVAILABLE",
            message: `A gift card in another currency than ${currency} cannot be used for this cart`,
            target: cartName(cart),
          },
        ]
      : [],
  };
}

/** Puts the cards with these codes in place of all others. */
export function replaceGiftCards(
  cart: CartDocument,
  codes: readonly string[],
  tools: GiftCardTools,
): CartChange {
  return addGiftCards({ ...cart, giftCards: [] }, codes, tools);
}

export function removeGiftCards(cart: CartDocument, appliedIds: readonly string[]): CartChange {
  const ids = appliedIds.map((id) => idOf("AppliedGiftCard", id) ?? "");
  const known = new Set(cart.giftCards.map(({ id }) => id));
  const errors = appliedIds.flatMap((id, index) =>
    known.has(ids[index] ?? "")
      ? []
      : {
          field: ["appliedGiftCardIds", String(index)],
          message: `The applied gift card with id ${id} does not exist.`,
          code: "INVALID",
        },
  );
  if (errors.length > 0) return refused(...errors);
  return {
    kind: "changed",
    cart: { ...cart, giftCards: cart.giftCards.filter(({ id }) => !ids.includes(id)) },
  };
}

/** Codes are compared without case, spaces and dashes, which people write them with. */
function isCodeOf(card: GiftCardDocument, code: string): boolean {
  return bare(card.code) === bare(code);
}

function bare(code: string): string {
  return code.replaceAll(/[\s-]/g, "").toUpperCase();
}
