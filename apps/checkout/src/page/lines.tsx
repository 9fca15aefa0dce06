"use client";

import type { OrderView } from "@evertill/checkout/api";
import { isZero, type Money } from "@evertill/money";
import { useVoice } from "./words.tsx";

export function Lines({ lines }: { readonly lines: OrderView["lines"] }) {
  const { copy, amount } = useVoice();
  return (
    <ul className="co-lines">
      {lines.map((line) => (
        <li key={line.id}>
          <span className="co-picture">
            {/* oxlint-disable-next-line next/no-img-element -- already sized by the shop */}
            {line.image && <img src={line.image.url} alt="" width={72} height={90} loading="lazy" />}
          </span>
          <span className="co-line-words">
            <span className="co-line-title">{line.title}</span>
            {line.variantTitle && <span className="co-muted">{line.variantTitle}</span>}
            <span className="co-muted">
              {copy.summary.quantity} {line.quantity}
            </span>
            {line.discounts.map(({ title, amount: off }) => (
              <span className="co-discount" key={title}>
                {title} −{amount(off)}
              </span>
            ))}
          </span>
          <span className="co-line-price">
            {line.discounts.length > 0 && <s>{amount(line.subtotal)}</s>}
            <span>{amount(line.total)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

export type TotalsProps = {
  readonly subtotal: Money;
  readonly discountTotal: Money;
  readonly deliveryTotal: Money | null;
  readonly tax: OrderView["tax"] | null;
  readonly total: Money;
  readonly needsDelivery: boolean;
};

export function Totals({ subtotal, discountTotal, deliveryTotal, tax, total, needsDelivery }: TotalsProps) {
  const { copy, amount, tag, locale } = useVoice();
  // The price of a country that adds tax is not the whole price before the tax is known.
  const isTaxPending = tax === null && locale.country === "US";
  const rate = (percent: string) => Number(percent).toLocaleString(tag, { maximumFractionDigits: 3 });
  const delivery = deliveryTotal && (isZero(deliveryTotal) ? copy.delivery.free : amount(deliveryTotal));
  return (
    <dl className="co-totals">
      <div>
        <dt>{copy.summary.subtotal}</dt>
        <dd>{amount(subtotal)}</dd>
      </div>
      {!isZero(discountTotal) && (
        <div className="co-discount">
          <dt>{copy.summary.discount}</dt>
          <dd>−{amount(discountTotal)}</dd>
        </div>
      )}
      {needsDelivery && (
        <div>
          <dt>{copy.summary.delivery}</dt>
          <dd>{delivery ?? <span className="co-muted">{copy.summary.deliveryPending}</span>}</dd>
        </div>
      )}
      {tax &&
        !tax.included &&
        tax.lines.map((line) => (
          <div key={line.title + line.ratePercent}>
            <dt>{copy.summary.taxAdded(line.title, rate(line.ratePercent))}</dt>
            <dd>{amount(line.amount)}</dd>
          </div>
        ))}
      {isTaxPending && (
        <div>
          <dt>{copy.summary.tax}</dt>
          <dd className="co-muted">{copy.summary.taxPending}</dd>
        </div>
      )}
      <div className="co-total">
        <dt>{copy.summary.total}</dt>
        <dd>{amount(total)}</dd>
      </div>
      {tax?.included &&
        tax.lines.map((line) => (
          <div className="co-muted" key={line.title + line.ratePercent}>
            <dt>{copy.summary.taxIncluded(line.title, rate(line.ratePercent))}</dt>
            <dd>{amount(line.amount)}</dd>
          </div>
        ))}
    </dl>
  );
}
