import type { ProductDocument, VariantDocument } from "../../model.ts";
import type { MoneyV2 } from "../money.ts";
import { priceIn, toMinor } from "../money.ts";
import { type Catalogue, isAvailable } from "./catalogue.ts";

/** A variant with its price in the shelf's currency. */
type Priced = { readonly variant: VariantDocument; readonly minor: number };

/**
 * What is sold in one currency. A variant without a price in it is not sold there, and a product without any such
 * variant is not shown: nothing is converted.
 */
export class Shelf {
  readonly products: readonly ProductDocument[];
  readonly currency: string;
  readonly #priced: ReadonlyMap<string, readonly Priced[]>;

  constructor(catalogue: Catalogue, currency: string) {
    this.currency = currency;
    this.#priced = new Map(
      catalogue.products.map(({ id }) => [id, pricedVariants(catalogue.variantsOf(id), currency)]),
    );
    this.products = catalogue.products.filter(({ id }) => this.sells(id));
  }

  sells(productId: string): boolean {
    return (this.#priced.get(productId)?.length ?? 0) > 0;
  }

  /** In order of position. */
  variantsOf(productId: string): readonly VariantDocument[] {
    return this.#of(productId).map(({ variant }) => variant);
  }

  isAvailable(productId: string): boolean {
    return this.#of(productId).some(({ variant }) => isAvailable(variant));
  }

  /** Lowest and highest price, in minor units. */
  priceRange(productId: string): { readonly min: number; readonly max: number } {
    const prices = this.#of(productId).map(({ minor }) => minor);
    return { min: Math.min(...prices), max: Math.max(...prices) };
  }

  /** Compare-at prices of the variants that have one, in minor units. */
  compareAtPrices(productId: string): readonly number[] {
    return this.#of(productId).flatMap(({ variant }) => {
      const money: MoneyV2 | null = priceIn(variant.compareAtPrice, this.currency);
      return money ? [toMinor(money.amount, this.currency)] : [];
    });
  }

  #of(productId: string): readonly Priced[] {
    return this.#priced.get(productId) ?? [];
  }
}

const shelves = new WeakMap<Catalogue, Map<string, Shelf>>();

/** The shelf of a catalogue in a currency; made once for each state of the catalogue. */
export function shelfOf(catalogue: Catalogue, currency: string): Shelf {
  const known = shelves.get(catalogue) ?? new Map<string, Shelf>();
  shelves.set(catalogue, known);
  const shelf = known.get(currency) ?? new Shelf(catalogue, currency);
  known.set(currency, shelf);
  return shelf;
}

function pricedVariants(variants: readonly VariantDocument[], currency: string): readonly Priced[] {
  return variants.flatMap((variant) => {
    const money = priceIn(variant.price, currency);
    return money ? [{ variant, minor: toMinor(money.amount, currency) }] : [];
  });
}
