import {
  type CallContext,
  type Cart,
  type CartChange,
  type Catalog,
  type CartWarning,
  isRetired,
  type NewCartLine,
} from "@evertill/catalog";
import type { Words } from "../words/english.ts";

/** What a shopper wants different. Quantities of lines are absolute, so that saying them twice changes nothing more. */
export type WantedChanges = {
  readonly add: readonly NewCartLine[];
  readonly set: readonly { readonly lineId: string; readonly quantity: number }[];
  /** All codes there should be; absent: as they are. */
  readonly discountCodes?: readonly string[] | undefined;
};

/** The cart that the shopper has now: null when there is none any more, and then the cookie goes too. */
export type ShopperCart = { readonly cart: Cart | null; readonly problems: readonly string[] };

type Means = { readonly catalog: Catalog; readonly context: CallContext; readonly words: Words };

/** Reads a cart and, when the shopper changed country, moves it there. A retired or unknown one is none. */
export async function readShopperCart(cartId: string | null, means: Means): Promise<ShopperCart> {
  const nothing = { cart: null, problems: [] };
  if (cartId === null) return nothing;
  const cart = await means.catalog.getCart(cartId, means.context);
  if (cart === null || isRetired(cart)) return nothing;
  return { cart: await toCountry(cart, means), problems: [] };
}

async function toCountry(cart: Cart, { catalog, context }: Means): Promise<Cart> {
  const { country } = context.locale;
  if (cart.buyerIdentity.countryCode === country) return cart;
  const moved = await catalog.setCartBuyerIdentity(cart.id, { countryCode: country }, context);
  return moved.kind === "changed" ? moved.cart : cart;
}

/** Makes the changes one after the other and answers with the cart as it then is. A first add begins a cart. */
export async function changeShopperCart(
  cartId: string | null,
  { add, set, discountCodes }: WantedChanges,
  means: Means,
): Promise<ShopperCart> {
  const { catalog, context } = means;
  let shopper: ShopperCart = { cart: null, problems: [] };
  let id = cartId;
  const apply = async (change: CartChange): Promise<void> => {
    shopper = follow(shopper, change, means.words);
    id = shopper.cart?.id ?? (change.kind === "refused" ? id : null);
  };
  if (add.length > 0) {
    await apply(await addLines(id, add, means));
  }
  if (set.length > 0 && id !== null) {
    const lines = set.map(({ lineId, quantity }) => ({ id: lineId, quantity }));
    await apply(await catalog.updateCartLines(id, lines, context));
  }
  if (discountCodes !== undefined && id !== null) {
    await apply(await catalog.setDiscountCodes(id, discountCodes, context));
  }
  if (shopper.cart === null && id !== null) {
    const { cart } = await readShopperCart(id, means);
    return { ...shopper, cart };
  }
  return shopper;
}

async function addLines(
  cartId: string | null,
  lines: readonly NewCartLine[],
  { catalog, context }: Means,
): Promise<CartChange> {
  if (cartId === null) return catalog.createCart(lines, context);
  const change = await catalog.addCartLines(cartId, lines, context);
  const isOver = change.kind === "gone" || (change.kind === "changed" && isRetired(change.cart));
  return isOver ? catalog.createCart(lines, context) : change;
}

function follow(before: ShopperCart, change: CartChange, words: Words): ShopperCart {
  switch (change.kind) {
    case "changed":
      return {
        cart: change.cart,
        problems: [
          ...before.problems,
          ...change.warnings.map((warning) => toProblem(warning, change.cart, words)),
        ],
      };
    case "refused":
      return {
        cart: change.cart ?? before.cart,
        problems: [...before.problems, words.problems.refused],
      };
    case "gone":
      return { cart: null, problems: [...before.problems, words.problems.gone] };
  }
}

function toProblem({ code, target, message }: CartWarning, cart: Cart, words: Words): string {
  const line = cart.lines.find(({ id, variant }) => id === target || variant.id === target);
  const title = line?.variant.productTitle;
  if (code === "MERCHANDISE_NOT_ENOUGH_STOCK" && title) return words.problems.stock(title);
  if (code === "MERCHANDISE_OUT_OF_STOCK" && title) return words.problems.soldOut(title);
  const inapplicable = cart.discountCodes.find(({ applicable }) => !applicable);
  if (code.startsWith("DISCOUNT_") && inapplicable) return words.codeNotApplicable(inapplicable.code);
  return message;
}
