import { type Money, zero } from "@evertill/money";
import type { PayRequest } from "../api/contract.ts";
import { applicableCodes } from "./quote.ts";
import type { Order } from "./order.ts";
import { lineTotal } from "./price.ts";

type Touch = NonNullable<NonNullable<PayRequest["tracking"]>["firstTouch"]>;

/** The facts of a purchase event: its value is what the ledger says the shopper owes. The worker adds release and arm. */
export type Purchase = {
  /** The order's id: the same order always makes the same event. */
  readonly id: string;
  readonly occurredAt: string;
  readonly transactionId: string;
  readonly locale: string;
  readonly currency: string;
  readonly value: Money;
  readonly tax: Money;
  readonly shipping: Money;
  readonly coupon: string | null;
  readonly consent: "unknown" | "denied" | "granted";
  readonly visitorId: string | null;
  readonly sessionId: string | null;
  /** Where the visitor came from first and last, as the page kept it; whoever records it checks it. */
  readonly firstTouch: Touch | null;
  readonly lastTouch: Touch | null;
  readonly items: readonly {
    readonly productId: string;
    readonly variantId: string;
    readonly sku: string | null;
    readonly title: string;
    readonly quantity: number;
    readonly unitPriceMinor: number;
  }[];
};

export function purchaseOf({ id, number, placedAt, locale, document }: Order): Purchase {
  const { price, cart, tracking } = document;
  const { currency } = price.total;
  const granted = tracking?.consent === "granted";
  return {
    id,
    occurredAt: placedAt.toISOString(),
    transactionId: number,
    locale,
    currency,
    value: price.total,
    tax: price.tax?.total ?? zero(currency),
    shipping: price.delivery?.total ?? zero(currency),
    coupon: applicableCodes(cart).join(",") || null,
    consent: granted ? "granted" : tracking?.consent === "denied" ? "denied" : "unknown",
    visitorId: granted ? tracking.visitorId : null,
    sessionId: granted ? tracking.sessionId : null,
    firstTouch: (granted ? tracking.firstTouch : null) ?? null,
    lastTouch: (granted ? tracking.lastTouch : null) ?? null,
    items: cart.lines.map((line) => ({
      productId: line.productId,
      variantId: line.variantId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unitPriceMinor: Math.floor(lineTotal(line).amountMinor / line.quantity),
    })),
  };
}
