import type { Money } from "@evertill/money";

export type TaxedLine = {
  /** A line's id, or "delivery". */
  readonly id: string;
  readonly title: string;
  /** To whom it is owed: "DE", "US-CA". */
  readonly jurisdiction: string;
  /** "19", "7.25": percent, as printed on the receipt. */
  readonly ratePercent: string;
  readonly amount: Money;
};

export type Tax = {
  /** True: prices contain the tax (EU, UK); false: it is added (US). */
  readonly included: boolean;
  readonly lines: readonly TaxedLine[];
  readonly total: Money;
};
