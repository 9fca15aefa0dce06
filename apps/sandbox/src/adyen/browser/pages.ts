import { escapeHtml } from "../../browser/page-answer.ts";

/** The frame of one secured field. Its script stands before the end of the page, because the shop's page speaks at `load`. */
export const fieldPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Secured field</title>
<link rel="stylesheet" href="/checkoutshopper/fields.css">
</head>
<body><input type="text" inputmode="numeric" spellcheck="false" autocapitalize="off" disabled>
<script src="/checkoutshopper/fields.js"></script></body>
</html>
`;

/** What a challenge is about. Texts are written as they are; none of them is HTML. */
export type Challenge = {
  readonly merchant: string;
  readonly amount: string;
  readonly card: string;
  readonly date: string;
  /** Names the payment, in the hidden field that comes back. */
  readonly name: string;
};

/** The bank's page: asks for the password of Adyen's test cards. */
export function challengePage({ name, ...challenge }: Challenge): string {
  const rows = [
    ["Merchant", challenge.merchant],
    ["Amount", challenge.amount],
    ["Date", challenge.date],
    ["Card", challenge.card],
  ];
  return page(
    `<form class="card" method="post" action="/acs/answer" aria-labelledby="title">
<input type="hidden" name="name" value="${escapeHtml(name)}">
<header class="head"><span class="bank">Test Bank</span><button class="leave" name="outcome" value="cancel" formnovalidate aria-label="Cancel authentication">×</button></header>
<h1 id="title">Confirm your payment</h1>
<dl>${rows.map(([term = "", value = ""]) => `<div><dt>${term}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>
<label class="answer">Password <input name="password" type="password" autocomplete="off"></label>
<p class="note">This is the sandbox’s test bank: the password is “password”, any other fails, and no money moves.</p>
<div class="choices"><button class="approve" name="outcome" value="answer">Submit</button></div>
</form>`,
  );
}

/** Tells the page around it, and stands empty until that page has taken it away. */
export function notifyPage(origin: string, message: object): string {
  const data = `data-origin="${escapeHtml(origin)}" data-message="${escapeHtml(JSON.stringify(message))}"`;
  return `<!doctype html><html lang="en" ${data}><head><meta charset="utf-8"><title>3-D Secure</title></head>
<body><script src="/checkoutshopper/notify.js"></script></body></html>`;
}

/** For an address that belongs to no payment. */
export function nothingHerePage(reason: string): string {
  return page(`<div class="card"><h1>There is nothing to confirm</h1><p>${escapeHtml(reason)}</p></div>`);
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Confirm your payment</title>
<link rel="stylesheet" href="/checkoutshopper/challenge.css">
</head>
<body><div class="sheet">${body}</div></body>
</html>
`;
}
