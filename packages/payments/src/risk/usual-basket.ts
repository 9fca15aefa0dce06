import type { CurrencyCode, Money } from "@evertill/money";

/** What an order here usually comes to: the middle one of the newest thousand of a month. Null where there are too few to say. */
export type UsualBasket = (currency: CurrencyCode, at: Date) => Promise<Money | null>;
