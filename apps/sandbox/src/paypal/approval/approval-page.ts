import { escapeHtml } from "../../browser/page-answer.ts";

/** What the payer is asked. Texts are written as they are; none of them is HTML. */
export type Approval = {
  readonly merchant: string;
  readonly amount: string;
  readonly orderId: string;
  readonly isLast: boolean;
  /** The origin of the page that opened this one in a window of its own, or null when the payer was sent here. */
  readonly opener: string | null;
};

const head = `<header><span class="name">PayPal <small>sandbox</small></span></header>`;

/** The payer's page: who wants how much, and what to pay it with. */
export function approvalPage({ merchant, amount, orderId, isLast, opener }: Approval): string {
  const yes = isLast ? `Pay ${amount}` : "Agree and continue";
  return document(
    opener,
    `<form class="card" method="post" action="/checkoutnow" aria-labelledby="title">
<input type="hidden" name="token" value="${escapeHtml(orderId)}">
${opener === null ? "" : `<input type="hidden" name="opener" value="${escapeHtml(opener)}">`}
${head}
<h1 id="title">${escapeHtml(merchant)} asks for ${escapeHtml(amount)}</h1>
<p>Signed in as Ada Payer, payer@example.com</p>
<fieldset><legend>Pay with</legend>
<label><input type="radio" name="funding" value="accepted" checked> Balance</label>
<label><input type="radio" name="funding" value="declined"> A card that will be declined</label>
</fieldset>
<p class="note">This is the sandbox’s PayPal: no account is asked for, and no money moves.</p>
<div class="choices">
<button class="approve" name="outcome" value="approved">${escapeHtml(yes)}</button>
<button class="refuse" name="outcome" value="canceled">Cancel and return to the shop</button>
</div>
</form>`,
  );
}

/** Stands for a moment in the window, until the page that opened it has been told. */
export function finishedPage(
  opener: string,
  news: { readonly outcome: string; readonly orderId: string; readonly payerId: string },
): string {
  const data = `data-outcome="${escapeHtml(news.outcome)}" data-order="${escapeHtml(news.orderId)}" data-payer="${escapeHtml(news.payerId)}"`;
  return document(
    opener,
    `<div class="card" ${data}>${head}<h1>Back to the shop</h1><p>You may close this window.</p></div>`,
  );
}

/** Fills the window until the order is there. */
export const waitingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PayPal Checkout</title>
<link rel="stylesheet" href="/checkoutnow.css">
</head>
<body><main class="sheet"><div class="card">${head}<h1>One moment</h1><p>Your order is being prepared.</p></div></main></body>
</html>
`;

/** For an address that belongs to no order, or to one that is done. */
export function nothingHerePage(reason: string): string {
  return document(
    null,
    `<div class="card">${head}<h1>There is nothing to pay</h1><p>${escapeHtml(reason)}</p></div>`,
  );
}

function document(opener: string | null, body: string): string {
  return `<!doctype html>
<html lang="en"${opener === null ? "" : ` data-opener="${escapeHtml(opener)}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PayPal Checkout</title>
<link rel="stylesheet" href="/checkoutnow.css">
<script defer src="/checkoutnow.js"></script>
</head>
<body><main class="sheet">${body}</main></body>
</html>
`;
}
