import type { Money } from "@evertill/money";
import type { Address } from "../api/contract.ts";
import type { Tax } from "../domain/tax.ts";

/** What is taxed: amounts are after discounts, in one currency. */
export type TaxRequest = {
  readonly lines: readonly {
    readonly id: string;
    readonly amount: Money;
    readonly taxable: boolean;
    readonly requiresShipping: boolean;
  }[];
  /** Null: nothing is delivered, or no option is chosen yet. */
  readonly delivery: Money | null;
  readonly deliveryAddress: Address | null;
  readonly billingAddress: Address | null;
  /** Where goods that are not delivered are taxed until a billing address says better. */
  readonly shopperCountry: string;
  readonly currency: Money["currency"];
  /** Rates are dated: the ones of this moment apply. */
  readonly at: Date;
  /** BCP 47 language of titles and refusals: "en" or "de". */
  readonly language: string;
};

export type TaxAnswer =
  | { readonly kind: "taxed"; readonly tax: Tax }
  /** No address decides the tax yet. */
  | { readonly kind: "undecided" }
  /** An address we do not know how to tax; `field` names what to correct ("address.country"). */
  | { readonly kind: "refused"; readonly field: string; readonly message: string };

export interface TaxCalculator {
  calculate(request: TaxRequest): Promise<TaxAnswer>;
  /** Whether addresses of a country can be taxed at all. */
  canTax(country: string): boolean;
}
