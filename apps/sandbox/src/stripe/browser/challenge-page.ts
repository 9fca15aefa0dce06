import { escapeHtml } from "../../browser/page-answer.ts";

/** What a challenge is about, read from the intent. Texts are written as they are; none of them is HTML. */
export type Challenge = {
  readonly merchant: string;
  readonly amount: string;
  readonly brand: string;
  readonly last4: string;
  readonly date: string;
  readonly intentId: string;
  readonly clientSecret: string;
  /** The page it lies over, or null when the shopper was sent here. */
  readonly overlayOf: string | null;
};

/** The bank's page: asks the shopper whether the payment is theirs. */
export function challengePage(challenge: Challenge): string {
  const rows = [
    ["Merchant", challenge.merchant],
    ["Amount", challenge.amount],
    ["Date", challenge.date],
    ["Card", `${challenge.brand} •••• ${challenge.last4}`],
  ];
  return document(
    challenge.overlayOf,
    `<form class="card" method="post" action="/3ds/done" aria-labelledby="title" aria-describedby="why">
<input type="hidden" name="payment_intent" value="${escapeHtml(challenge.intentId)}">
<input type="hidden" name="client_secret" value="${escapeHtml(challenge.clientSecret)}">
${challenge.overlayOf === null ? "" : `<input type="hidden" name="origin" value="${escapeHtml(challenge.overlayOf)}">`}
${head(`<button class="leave" name="outcome" value="failed" aria-label="Cancel authentication" title="Cancel"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"/></svg></button>`)}
<h1 id="title">Confirm your payment</h1>
<p id="why">Your bank wants to be sure that it is you. Check the details, then approve the payment.</p>
<dl>${rows.map(([name = "", value = ""]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>
<p class="note">This is the sandbox’s test bank: no code is sent, and no money moves.</p>
<div class="choices">
<button class="approve" name="outcome" value="authenticated">Complete authentication</button>
<button class="refuse" name="outcome" value="failed">Fail authentication</button>
</div>
</form>`,
  );
}

/** Stands for a moment in the overlay, until the page below has taken it away. */
export function finishedPage(overlayOf: string): string {
  return document(
    overlayOf,
    `<div class="card" data-state="done">${head("")}<h1>Back to the shop</h1><p>Your bank has answered.</p></div>`,
  );
}

/** For an address that belongs to no payment. */
export function nothingHerePage(reason: string): string {
  return document(
    null,
    `<div class="card">${head("")}<h1>There is nothing to confirm</h1><p>${escapeHtml(reason)}</p></div>`,
  );
}

function head(leave: string): string {
  return `<div class="head"><span class="bank"><svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true"><path d="M14 3 3.5 9.500h21L14 3Z" fill="currentColor"/><path d="M6 12h3v9H6zM12.5 12h3v9h-3zM19 12h3v9h-3zM3.5 22.5h21V25h-21z" fill="currentColor"/></svg>Test Bank</span>${leave}</div>`;
}

function document(overlayOf: string | null, body: string): string {
  // Over a shop's page there is a main part already, and a document and its frames have one together.
  const part = overlayOf === null ? "main" : "div";
  return `<!doctype html>
<html lang="en"${overlayOf === null ? "" : ` class="overlay" data-origin="${escapeHtml(overlayOf)}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Confirm your payment</title>
<link rel="stylesheet" href="/3ds/challenge.css">
<script defer src="/3ds/challenge.js"></script>
</head>
<body><${part} class="sheet">${body}</${part}></body>
</html>
`;
}
