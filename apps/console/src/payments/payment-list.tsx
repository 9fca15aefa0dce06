import { formatMoney } from "@evertill/money";
import { providerTitles } from "@evertill/payments";
import Link from "next/link";
import { Table } from "../frame/table.tsx";
import { When } from "../frame/when.tsx";
import type { FoundPayment } from "./find-payments.ts";
import { StateBadge } from "./state-badge.tsx";

export function PaymentList({
  payments,
  searched,
}: {
  readonly payments: readonly FoundPayment[];
  readonly searched: boolean;
}) {
  return (
    <Table
      caption={searched ? "Payments found" : "Newest payments"}
      columns={["Payment", "Shopper", "Begun", "Amount", "Newest attempt", "State"]}
      numeric={["Amount"]}
      empty={searched ? "No payment is known by that." : "Nobody has paid yet."}
      rows={payments.map(({ reference, checkout, beganAt, amount, provider, attempts, state }) => ({
        key: reference,
        cells: [
          <Link key="link" href={`/payments/${encodeURIComponent(reference)}`} prefetch={false}>
            {checkout?.order?.number ?? "no order"}
          </Link>,
          checkout?.email ?? "",
          <When key="when" at={beganAt} />,
          formatMoney(amount, "en-GB"),
          attempts === 1 ? providerTitles[provider] : `${providerTitles[provider]}, attempt ${attempts}`,
          <StateBadge key="state" state={state} />,
        ],
      }))}
    />
  );
}
