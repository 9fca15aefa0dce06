import { type Money, money, subtract, sum, takeFraction } from "@evertill/money";
import type { Price } from "./price.ts";

export type Posting = {
  readonly account: string;
  readonly normalSide: Side;
  readonly side: Side;
  readonly amount: Money;
};
type Side = "debit" | "credit";

export type LedgerTransaction = {
  readonly kind:
    | "order-placed"
    | "payment-captured"
    | "refunded"
    | "refund-returned"
    | "dispute-withdrawn"
    | "dispute-returned";
  /** What it is about; with the kind it is unique, so that nothing is booked twice. */
  readonly reference: string;
  readonly postings: readonly Posting[];
};

/**
 * Books an order as placed: the shopper owes the total; goods, delivery and the taxes are earned and owed. Authorising moves nothing
 * and is only noted on the order.
 */
export function orderPlaced(orderId: string, price: Price): LedgerTransaction {
  const { subtotal, discountTotal, delivery, tax, total } = price;
  if (!tax) throw new Error("An order is placed with its tax known");
  const { currency } = total;
  const included = (id: (line: string) => boolean) =>
    sum(tax.included ? tax.lines.filter((line) => id(line.id)).map(({ amount }) => amount) : [], currency);
  const isDelivery = (id: string) => id === "delivery";
  return {
    kind: "order-placed",
    reference: orderId,
    postings: [
      debit("receivable", "debit", total),
      debit("discounts", "debit", discountTotal),
      credit(
        "sales-revenue",
        "credit",
        subtract(
          subtotal,
          included((id) => !isDelivery(id)),
        ),
      ),
      ...(delivery
        ? [credit("delivery-revenue", "credit", subtract(delivery.total, included(isDelivery)))]
        : []),
      ...taxPostings(price),
    ].filter(({ amount }) => amount.amountMinor !== 0),
  };
}

/** The provider took what was authorised: it owes us, the shopper no longer does. */
export function paymentCaptured(orderId: string, provider: string, amount: Money): LedgerTransaction {
  return {
    kind: "payment-captured",
    reference: orderId,
    postings: [debit(`clearing:${provider}`, "debit", amount), credit("receivable", "debit", amount)],
  };
}

/**
 * The provider gave money back, or got it back from the shopper's bank: with it goes the same share of each tax, the rest
 * lessens what was earned. `before` and `after` are what was given back of the order in all. Shares are taken of these sums,
 * so that parts come to exactly what the whole would.
 */
export function paymentRefunded({
  kind,
  refundId,
  provider,
  price,
  before,
  after,
}: {
  readonly kind: "refunded" | "refund-returned";
  readonly refundId: string;
  readonly provider: string;
  readonly price: Price;
  readonly before: Money;
  readonly after: Money;
}): LedgerTransaction {
  const amount = subtract(after, before);
  const taxes = taxPostings(price).map(({ account, amount: whole }) => {
    const shareOf = ({ amountMinor: numerator }: Money) =>
      takeFraction(whole, { numerator, denominator: price.total.amountMinor, rounding: "down" });
    return { account, share: subtract(shareOf(after), shareOf(before)) };
  });
  const shares = sum(
    taxes.map(({ share }) => share),
    amount.currency,
  );
  return {
    kind,
    reference: refundId,
    postings: [
      debit("refunds", "debit", subtract(amount, shares)),
      ...taxes.map(({ account, share }) => debit(account, "credit", share)),
      credit(`clearing:${provider}`, "debit", amount),
    ]
      .filter((posting) => posting.amount.amountMinor !== 0)
      .map(positive),
  };
}

/** A dispute took money that the provider owed us, or gave it back. What was earned and owed in taxes stays. */
export function disputeMoved({
  kind,
  stepId,
  disputeReference,
  provider,
  amount,
}: {
  readonly kind: "dispute-withdrawn" | "dispute-returned";
  readonly stepId: string;
  readonly disputeReference: string;
  readonly provider: string;
  readonly amount: Money;
}): LedgerTransaction {
  const clearing = `clearing:${provider}`;
  return {
    kind,
    // The dispute first, by which it is found in the provider's account.
    reference: `${disputeReference} ${stepId}`,
    postings:
      kind === "dispute-withdrawn"
        ? [debit("chargebacks", "debit", amount), credit(clearing, "debit", amount)]
        : [debit(clearing, "debit", amount), credit("chargebacks", "debit", amount)],
  };
}

/** A posting is above zero; one below is the same on the other side. */
function positive(posting: Posting): Posting {
  const { amountMinor, currency } = posting.amount;
  if (amountMinor > 0) return posting;
  return {
    ...posting,
    side: posting.side === "debit" ? "credit" : "debit",
    amount: money(-amountMinor, currency),
  };
}

function taxPostings({ tax, total }: Price): Posting[] {
  const byJurisdiction = Map.groupBy(tax?.lines ?? [], ({ jurisdiction }) => jurisdiction);
  return [...byJurisdiction].map(([jurisdiction, lines]) =>
    credit(
      `tax-payable:${jurisdiction}`,
      "credit",
      sum(
        lines.map(({ amount }) => amount),
        total.currency,
      ),
    ),
  );
}

function debit(account: string, normalSide: Side, amount: Money): Posting {
  return { account, normalSide, side: "debit", amount };
}

function credit(account: string, normalSide: Side, amount: Money): Posting {
  return { account, normalSide, side: "credit", amount };
}
