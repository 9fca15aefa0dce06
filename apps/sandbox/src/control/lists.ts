import type { DisputeDocument } from "../disputes/dispute.ts";
import { html } from "hono/html";
import type { MailDocument } from "../mail/mail.ts";
import type { OrderDocument } from "../shopify/admin/order.ts";
import { totalsOf } from "../shopify/admin/order-totals.ts";
import { decimalsOf } from "../shopify/storefront/money.ts";
import { type Html, moment, table } from "./page.ts";

export function ordersPage(orders: readonly OrderDocument[]): Html {
  return table(
    ["Order", "Placed", "Mail", "Lines", "Tax", "Total", "Payment", "Source"],
    orders.toReversed().map((order) => {
      const { tax, total } = totalsOf(order);
      const good = order.financialStatus === "PAID" ? "good" : "wait";
      return html`<tr>
        <td>${order.name}</td>
        <td>${moment(order.createdAt)}</td>
        <td>${order.email ?? ""}</td>
        <td class="wide">
          ${order.lines.map(({ quantity, title, variantTitle }) => `${quantity} × ${title}${variantTitle ? ` (${variantTitle})` : ""}`).join(", ")}
        </td>
        <td class="number">${amount(tax.presentmentMoney)}</td>
        <td class="number">${amount(total.presentmentMoney)}</td>
        <td>
          ${order.cancelledAt === null ? html`<span class="state ${good}">${order.financialStatus}</span>` : html`<span class="state bad">CANCELLED</span>`}
        </td>
        <td><code>${order.sourceIdentifier ?? ""}</code></td>
      </tr>`;
    }),
    "No order has arrived in the shop yet.",
  );
}

function amount({ amount, currencyCode }: { amount: string; currencyCode: string }): string {
  return new Intl.NumberFormat("en-GB", { style: "currency", currency: currencyCode }).format(Number(amount));
}

/** A webhook of any stand-in, as the page shows it. */
export type ShownDelivery = {
  readonly id: string;
  readonly topic: string;
  readonly uri: string;
  readonly triggeredAt: string;
  readonly state: string;
  readonly attempts: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly note: string;
  }[];
};

export function webhooksPage(deliveries: readonly ShownDelivery[]): Html {
  const looks: Record<string, string> = {
    delivered: "good",
    waiting: "wait",
    "given-up": "bad",
    lost: "bad",
  };
  return table(
    ["Triggered", "Topic", "To", "State", "Answers"],
    deliveries.map(
      ({ topic, uri, triggeredAt, state, attempts }) =>
        html`<tr>
          <td>${moment(triggeredAt)}</td>
          <td>${topic}</td>
          <td><code>${uri}</code></td>
          <td><span class="state ${looks[state] ?? ""}">${state}</span></td>
          <td class="wide">
            ${attempts.map(({ at, status, note }) => html`${moment(at)} ${status ?? "no answer"} ${note}<br />`)}
          </td>
        </tr>`,
    ),
    "No webhook was sent yet.",
  );
}

export function mailPage(mails: readonly MailDocument[], open: MailDocument | undefined): Html {
  const list = table(
    ["Received", "To", "Subject"],
    mails.toReversed().map(
      ({ id, to, subject, receivedAt }) =>
        html`<tr>
          <td>${moment(receivedAt)}</td>
          <td>${to}</td>
          <td><a href="/control/mail?id=${encodeURIComponent(id)}">${subject}</a></td>
        </tr>`,
    ),
    "No mail was sent yet.",
  );
  if (!open) return list;
  return html`<h2>${open.subject}</h2>
    <p class="hint">to ${open.to}</p>
    ${open.html ? html`<iframe title="${open.subject}" sandbox="" srcdoc="${open.html}"></iframe>` : ""}
    <details>
      <summary>As text</summary>
      <pre>${open.text}</pre>
    </details>
    <h2>All mails</h2>
    ${list}`;
}

/** A payment at one of the providers, as the page shows it. */
export type ShownPayment = {
  readonly id: string;
  readonly provider: string;
  readonly createdAt: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: string;
  readonly card: string;
  readonly note: string;
};

export function paymentsPage(payments: readonly ShownPayment[], disputes: readonly DisputeDocument[]): Html {
  const looks: Record<string, string> = {
    succeeded: "good",
    requires_capture: "good",
    canceled: "",
    authorised: "good",
    captured: "good",
    refused: "bad",
    error: "bad",
    cancelled: "",
    refunded: "",
    requires_payment_method: "bad",
    COMPLETED: "good",
    VOIDED: "",
  };
  return table(
    ["Made", "Provider", "Id", "Amount", "Status", "Card", ""],
    payments.map(
      (payment) =>
        html`<tr>
          <td>${moment(payment.createdAt)}</td>
          <td>${payment.provider}</td>
          <td><code>${payment.id}</code></td>
          <td class="number">
            ${amount({ amount: decimal(payment), currencyCode: payment.currency.toUpperCase() })}
          </td>
          <td><span class="state ${looks[payment.status] ?? "wait"}">${payment.status}</span></td>
          <td>${payment.card}</td>
          <td class="wide">${payment.note} ${disputeButton(payment, disputes)}</td>
        </tr>`,
    ),
    "Nobody has paid yet.",
  );
}

const taken = new Set(["succeeded", "captured", "COMPLETED"]);

/** Lets the shopper ask their bank or wallet for the money back, and the bank or wallet decide. */
function disputeButton(
  { id, provider, status }: ShownPayment,
  disputes: readonly DisputeDocument[],
): Html | "" {
  const name = provider.toLowerCase();
  const dispute = disputes.find((known) => known.provider === name && known.paymentId === id);
  if (dispute && dispute.outcome !== null) return html`<span class="state">dispute ${dispute.outcome}</span>`;
  if (!dispute && !taken.has(status)) return "";
  return html`<form method="post" action="/control/payments/dispute">
    <input type="hidden" name="provider" value="${name}" />
    <input type="hidden" name="id" value="${dispute?.id ?? id}" />
    ${
      dispute
        ? html`<button name="outcome" value="won">Win the dispute</button>
            <button name="outcome" value="lost">Lose it</button>`
        : html`<button>Dispute</button>`
    }
  </form>`;
}

function decimal({ amountMinor, currency }: ShownPayment): string {
  return String(amountMinor / 10 ** decimalsOf(currency.toUpperCase()));
}
