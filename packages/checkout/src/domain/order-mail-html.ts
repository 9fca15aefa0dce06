import type { Letter, Row } from "./order-mail.ts";

// Mail readers know tables and styles in the element, little else; the colours are the shop's.
const page = "margin:0;background:#f6f1e8;color:#2b2620;font:16px/1.55 Georgia,'Times New Roman',serif";
const sheet = "max-width:560px;margin:0 auto;padding:32px 20px 48px";
const plain = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
const soft = `${plain};font-size:14px;color:#5f5346`;
const line = "border-top:1px solid #d9ccb8";

/** The letter as markup. Every text in it is escaped here. */
export function orderMailHtml(letter: Letter): string {
  const { copy, goods, sums, total, included, goesTo } = letter;
  return `<!doctype html>
<html lang="${letter.languageTag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(letter.subject)}</title>
</head>
<body style="${page}">
<main style="${sheet}">
<p style="margin:0 0 32px;font-size:22px">${escape(copy.signature)}</p>
<h1 style="margin:0 0 20px;font-size:28px;line-height:1.2;font-weight:400">${escape(letter.heading)}</h1>
<p style="margin:0 0 12px">${escape(letter.greeting)}</p>
<p style="margin:0 0 28px">${escape(letter.intro)}</p>
<table role="presentation" style="width:100%;border-collapse:collapse;${plain};font-size:15px">
${goods.map((row) => tableRow(row, line)).join("")}
${sums.map((row, index) => tableRow(row, index === 0 ? line : "")).join("")}
${tableRow(total, `${line};font-size:20px;font-family:Georgia,'Times New Roman',serif`)}
${included ? tableRow(included, "color:#5f5346;font-size:14px") : ""}
</table>
${goesTo.length > 0 ? `<p style="margin:28px 0 4px;${soft}">${escape(copy.deliverTo)}</p>\n<p style="margin:0">${goesTo.map(escape).join("<br>")}</p>` : ""}
<p style="margin:32px 0"><a href="${escape(letter.address)}" style="display:inline-block;padding:14px 24px;background:#2b2620;color:#f6f1e8;${plain};font-size:15px;text-decoration:none">${escape(letter.link)}</a></p>
<p style="margin:0;padding-top:20px;${line};${soft}">${escape(copy.signature)}</p>
</main>
</body>
</html>`;
}

function tableRow({ label, amount }: Row, style: string): string {
  return `<tr><td style="padding:8px 16px 8px 0;${style}">${escape(label)}</td><td style="padding:8px 0;text-align:right;white-space:nowrap;vertical-align:top;${style}">${escape(amount)}</td></tr>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
