import { formatMoney, localeTag, findLocale, type Money, type Locale } from "@evertill/money";
import type { Address } from "../api/contract.ts";
import { type Copy, copyIn } from "../copy/copy.ts";
import type { Order } from "./order.ts";
import { lineSubtotal } from "./price.ts";

export type OrderMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** The confirmation of an order, in its language. `origin` is the shop's address, "https://shop.example". */
export function orderMail(order: Order, { origin }: { origin: string }): OrderMail {
  const locale = findLocale(order.locale);
  if (!locale) throw new Error(`Order ${order.number} has the unknown locale ${order.locale}`);
  const copy = copyIn(locale.language).mail;
  const address = new URL(`/checkout/orders/${order.token}`, origin).href;
  const letter = { order, copy, locale, address };
  return {
    to: order.document.contact.email,
    subject: copy.subject(order.number),
    text: textOf(letter),
    html: htmlOf(letter),
  };
}

type Letter = {
  readonly order: Order;
  readonly copy: Copy["mail"];
  readonly locale: Locale;
  readonly address: string;
};

function textOf({ order, copy, locale, address }: Letter): string {
  const { deliveryAddress } = order.document;
  return [
    copy.greeting(deliveryAddress?.firstName ?? ""),
    copy.intro,
    `${copy.orderNumber} ${order.number}`,
    goodsOf(order, locale)
      .map(({ label, amount }) => `${label}  ${amount}`)
      .join("\n"),
    sumsOf(order, copy, locale)
      .map(({ label, amount }) => `${label}: ${amount}`)
      .join("\n"),
    ...(deliveryAddress ? [[`${copy.deliverTo}:`, ...addressLines(deliveryAddress)].join("\n")] : []),
    `${copy.seeOrder}: ${address}`,
    copy.signature,
  ].join("\n\n");
}

function htmlOf({ order, copy, locale, address }: Letter): string {
  const { deliveryAddress } = order.document;
  const rows = [...goodsOf(order, locale), ...sumsOf(order, copy, locale)].map(
    ({ label, amount }) =>
      `<tr><td style="padding:4px 16px 4px 0">${escape(label)}</td><td style="padding:4px 0;text-align:right;white-space:nowrap">${escape(amount)}</td></tr>`,
  );
  const to = deliveryAddress
    ? `<p>${escape(copy.deliverTo)}<br>${addressLines(deliveryAddress).map(escape).join("<br>")}</p>`
    : "";
  return `<!doctype html>
<html lang="${localeTag(locale)}">
<head><meta charset="utf-8"><title>${escape(copy.subject(order.number))}</title></head>
<body style="font-family:Georgia,serif;color:#2b2622;max-width:560px;margin:24px auto;padding:0 16px">
<p>${escape(copy.greeting(deliveryAddress?.firstName ?? ""))}</p>
<p>${escape(copy.intro)}</p>
<h1 style="font-size:20px">${escape(`${copy.orderNumber} ${order.number}`)}</h1>
<table style="border-collapse:collapse;width:100%">${rows.join("")}</table>
${to}
<p><a href="${escape(address)}">${escape(copy.seeOrder)}</a></p>
<p>${escape(copy.signature)}</p>
</body>
</html>`;
}

type Row = { readonly label: string; readonly amount: string };

function goodsOf({ document }: Order, locale: Locale): Row[] {
  return document.cart.lines.map((line) => ({
    label: `${line.quantity} × ${line.title}${line.variantTitle ? `, ${line.variantTitle}` : ""}`,
    amount: written(lineSubtotal(line), locale),
  }));
}

function sumsOf({ document }: Order, copy: Copy["mail"], locale: Locale): Row[] {
  const { subtotal, discountTotal, delivery, tax, total } = document.price;
  const row = (label: string, amount: Money): Row => ({ label, amount: written(amount, locale) });
  const taxes = (tax?.lines ?? []).map(({ title, ratePercent }) => `${title} ${ratePercent} %`);
  const taxLabel = [...new Set(taxes)].join(", ");
  const discounted = discountTotal.amountMinor > 0;
  return [
    row(copy.subtotal, subtotal),
    ...(discounted ? [{ label: copy.discount, amount: `−${written(discountTotal, locale)}` }] : []),
    ...(delivery ? [row(`${copy.delivery}, ${delivery.title}`, delivery.total)] : []),
    ...(tax && !tax.included && taxLabel ? [row(taxLabel, tax.total)] : []),
    row(copy.total, total),
    ...(tax?.included && taxLabel ? [row(copy.includedTax(taxLabel), tax.total)] : []),
  ];
}

function written(amount: Money, locale: Locale): string {
  return formatMoney(amount, localeTag(locale));
}

function addressLines({
  firstName,
  lastName,
  company,
  address1,
  address2,
  city,
  zone,
  postcode,
  country,
}: Address): string[] {
  const name = `${firstName} ${lastName}`.trim();
  const place = country === "US" ? `${city}, ${zone ?? ""} ${postcode ?? ""}` : `${postcode ?? ""} ${city}`;
  return [name, company ?? "", address1, address2 ?? "", place.trim(), country].filter((line) => line !== "");
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
