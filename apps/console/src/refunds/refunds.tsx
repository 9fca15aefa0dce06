import { randomUUID } from "node:crypto";
import type { OrderRefunds } from "@evertill/checkout";
import { formatMoney, moneyToDecimal } from "@evertill/money";
import { Table } from "../frame/table.tsx";
import { When } from "../frame/when.tsx";
import { RefundForm } from "./refund-form.tsx";
import { reasonTitles, refundStateTitles } from "./refund-words.ts";

/** What was given back of an order, and the form that gives back more. */
export function Refunds({
  orderId,
  refunds: { left, refunds },
  mayGive,
}: {
  readonly orderId: string;
  readonly refunds: OrderRefunds;
  readonly mayGive: boolean;
}) {
  const open = mayGive && left !== null && left.amountMinor > 0;
  if (refunds.length === 0 && !open) return null;
  return (
    <section className="cs-day">
      <h2>Refunds</h2>
      {refunds.length > 0 && (
        <Table
          caption="Refunds"
          columns={["Amount", "State", "Why", "By", "Decided"]}
          rows={refunds.map(({ id, amount, state, reason, requestedBy, requestedAt }) => ({
            key: id,
            cells: [
              formatMoney(amount, "en-GB"),
              refundStateTitles[state],
              reasonTitles[reason],
              requestedBy,
              <When key="decided" at={requestedAt} />,
            ],
          }))}
        />
      )}
      {open && (
        <details className="cs-details">
          <summary>Give money back</summary>
          <RefundForm
            orderId={orderId}
            refundId={randomUUID()}
            currencyCode={left.currency}
            left={moneyToDecimal(left)}
            reasons={Object.entries(reasonTitles)}
          />
        </details>
      )}
    </section>
  );
}
