import { currency, money } from "@evertill/money";
import type { CartLine, ShopCart } from "../domain/shop-cart.ts";
import type { CartAnswer, ShopCarts } from "../ports/shop-cart.ts";

const pound = currency("GBP");

export function lampLine(more: Partial<CartLine> = {}): CartLine {
  return {
    id: "line-lamp",
    variantId: "lamp",
    productId: "1",
    title: "Dusk lamp",
    variantTitle: "Ochre",
    sku: "LAMP-1",
    image: null,
    quantity: 1,
    unitPrice: money(12_000, pound),
    discounts: [],
    requiresShipping: true,
    taxable: true,
    stock: { availableForSale: true, quantityAvailable: 5, sellsWithoutStock: false },
    ...more,
  };
}

export function lampCart(more: Partial<ShopCart> = {}): ShopCart {
  return {
    id: "cart-1",
    currency: "GBP",
    lines: [lampLine()],
    discountCodes: [],
    deliveryDiscounts: [],
    hasGiftCard: false,
    deliveryOptions: [],
    chosenDeliveryOption: null,
    orderedAs: null,
    ...more,
  };
}

export const standardDelivery = {
  handle: "standard",
  title: "Standard",
  description: null,
  price: money(495, pound),
};
export const expressDelivery = {
  handle: "express",
  title: "Express",
  description: null,
  price: money(995, pound),
};

/** A shop held in memory. Tests change `carts` and the switches as a merchant or another tab would. */
export class FakeCarts implements ShopCarts {
  readonly carts = new Map<string, ShopCart>();
  /** True: nothing answers any more. */
  silent = false;
  /** Codes that apply, with how much they take off every line. */
  readonly codes = new Map<string, number>();
  foreignPrices: { variantId: string; unitPrice: ReturnType<typeof money>; availableForSale: boolean }[] = [];
  /** What is offered for any address; empty as for a cart that no rate takes. */
  offers = [standardDelivery, expressDelivery];
  reads = 0;

  put(cart: ShopCart): void {
    this.carts.set(cart.id, cart);
  }

  change(id: string, change: (cart: ShopCart) => Partial<ShopCart>): void {
    const cart = this.carts.get(id);
    if (!cart) throw new Error(`No cart ${id}`);
    this.put({ ...cart, ...change(cart) });
  }

  read(cartId: string): Promise<CartAnswer> {
    this.reads += 1;
    return this.answer(cartId);
  }

  deliverTo(cartId: string): Promise<CartAnswer> {
    return this.answer(cartId, () => ({
      deliveryOptions: this.offers,
      chosenDeliveryOption: this.offers[0]?.handle ?? null,
    }));
  }

  chooseDelivery(cartId: string, _context: unknown, handle: string): Promise<CartAnswer> {
    return this.answer(cartId, () => ({ chosenDeliveryOption: handle }));
  }

  removeLines(cartId: string, _context: unknown, lineIds: readonly string[]): Promise<CartAnswer> {
    return this.answer(cartId, ({ lines }) => ({ lines: lines.filter(({ id }) => !lineIds.includes(id)) }));
  }

  applyCodes(cartId: string, _context: unknown, codes: readonly string[]): Promise<CartAnswer> {
    return this.answer(cartId, ({ lines }) => ({
      discountCodes: codes.map((code) => ({ code, applicable: this.codes.has(code) })),
      lines: lines.map((line) => ({
        ...line,
        discounts: codes
          .filter((code) => this.codes.has(code))
          .map((code) => ({ title: code, code, amount: money(this.codes.get(code) ?? 0, pound) })),
      })),
    }));
  }

  pricesIn(): ReturnType<ShopCarts["pricesIn"]> {
    return Promise.resolve(this.silent ? null : this.foreignPrices);
  }

  countries(): ReturnType<ShopCarts["countries"]> {
    const countries = ["GB", "DE", "US", "BR"].map((code) => ({ code, currency: "GBP" }));
    return Promise.resolve(this.silent ? null : countries);
  }

  private answer(
    cartId: string,
    change: (cart: ShopCart) => Partial<ShopCart> = () => ({}),
  ): Promise<CartAnswer> {
    if (this.silent) return Promise.resolve({ kind: "silent" });
    if (!this.carts.has(cartId)) return Promise.resolve({ kind: "gone" });
    this.change(cartId, change);
    return Promise.resolve({ kind: "cart", cart: this.carts.get(cartId)! });
  }
}
