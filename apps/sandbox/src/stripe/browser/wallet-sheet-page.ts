import { escapeHtml } from "../../browser/page-answer.ts";
import { behaviourNamed } from "../cards/test-cards.ts";

/** The cards of the test wallet: one whose bank would ask, were it typed, and one that is declined. */
const cards = [
  { words: "Pay", look: "approve", behaviour: "always-authenticate" },
  { words: "Pay with a card that is declined", look: "refuse", behaviour: "declined" },
] as const;

/** The sheet of the test wallet, which lies over the shop's page. Its script writes in what is paid. */
export function walletSheetPage(merchant: string): string {
  return `<!doctype html>
<html lang="en" class="overlay">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Test wallet (sandbox)</title>
<link rel="stylesheet" href="/frame/wallet.css">
<script defer src="/frame/wallet.js"></script>
</head>
<body><div class="sheet"><form class="card" aria-labelledby="title">
<div class="head"><span class="bank" data-say="wallet"></span><button type="button" class="leave" aria-label="Close" title="Close"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"/></svg></button></div>
<h1 id="title">Test wallet (sandbox)</h1>
<p class="note">It stands for the wallet of a browser or a phone. No money moves.</p>
<dl><div><dt>To</dt><dd>${escapeHtml(merchant)}</dd></div><div><dt>Amount</dt><dd data-say="amount"></dd></div></dl>
<p role="status"></p>
<div class="choices">
${cards.map(({ words, look, behaviour }) => `<button class="${look}" value="${behaviourNamed(behaviour).number}">${words}</button>`).join("\n")}
</div>
</form></div></body>
</html>
`;
}
