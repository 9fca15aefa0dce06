import { formatMoney, isZero, localeTag, findLocale, type Money, type Locale } from "@evertill/money";
import { addressLines } from "../api/address-lines.ts";
import { type Copy, copyIn } from "../copy/copy.ts";
import { needsDelivery } from "./checkout.ts";
import type { Order } from "./order.ts";
import { orderMailHtml } from "./order-mail-html.ts";
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
  const letter = letterOf(order, locale, origin);
  return {
    to: order.document.contact.email,
    subject: letter.subject,
    text: textOf(letter),
    html: orderMailHtml(letter),
  };
}

export type Row = { readonly label: string; readonly amount: string };

/** What the mail says, before it is set as text or as markup. */
export type Letter = {
  readonly languageTag: string;
  readonly copy: Copy["mail"];
  readonly subject: string;
  readonly greeting: string;
  readonly intro: string;
  readonly heading: string;
  readonly goods: readonly Row[];
  readonly sums: readonly Row[];
  readonly total: Row;
  /** Null where nothing is included in the total. */
  readonly included: Row | null;
  /** The delivery address as its country writes it; empty for what is not delivered. */
  readonly goesTo: readonly string[];
  /** What the link to `address` is called. */
  readonly link: string;
  readonly address: string;
};

function letterOf(order: Order, locale: Locale, origin: string): Letter {
  const { document, number } = order;
  const { deliveryAddress, cart, price } = document;
  const copy = copyIn(locale.language).mail;
  const languageTag = localeTag(locale);
  return {
    languageTag,
    copy,
    subject: copy.subject(number),
    greeting: copy.greeting((deliveryAddress ?? document.billingAddress)?.firstName ?? ""),
    intro: needsDelivery(cart) ? copy.intro : copy.introDigital,
    heading: `${copy.orderNumber} ${number}`,
    goods: goodsOf(document, locale),
    sums: sumsOf(order, copy, locale),
    total: { label: copy.total, amount: written(price.total, locale) },
    included: includedOf(order, copy, locale),
    goesTo: deliveryAddress ? addressLines(deliveryAddress, languageTag) : [],
    link: copy.seeOrder,
    address: new URL(`/checkout/orders/${order.token}`, origin).href,
  };
}

export function textOf(letter: Letter): string {
  const { copy, sums, total, included, goesTo } = letter;
  return [
    letter.greeting,
    letter.intro,
    letter.heading,
    letter.goods.map(({ label, amount }) => `${label}  ${amount}`.trimEnd()).join("\n"),
    [...sums, total, ...(included ? [included] : [])]
      .map(({ label, amount }) => `${label}: ${amount}`)
      .join("\n"),
    ...(goesTo.length > 0 ? [[`${copy.deliverTo}:`, ...goesTo].join("\n")] : []),
    `${letter.link}: ${letter.address}`,
    copy.signature,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

export function goodsOf({ cart }: Pick<Order["document"], "cart">, locale: Locale): Row[] {
  return cart.lines.map((line) => ({
    label: `${line.quantity} × ${line.title}${line.variantTitle ? `, ${line.variantTitle}` : ""}`,
    amount: written(lineSubtotal(line), locale),
  }));
}

function sumsOf({ document }: Order, copy: Copy["mail"], locale: Locale): Row[] {
  const { subtotal, discountTotal, delivery, tax } = document.price;
  const row = (label: string, amount: Money): Row => ({ label, amount: written(amount, locale) });
  const discount = { label: copy.discount, amount: `−${written(discountTotal, locale)}` };
  return [
    row(copy.subtotal, subtotal),
    ...(isZero(discountTotal) ? [] : [discount]),
    ...(delivery ? [deliveryRow(delivery, copy, locale)] : []),
    ...(tax && !tax.included && tax.lines.length > 0 ? [row(taxTitle(tax.lines, locale), tax.total)] : []),
  ];
}

function deliveryRow(
  { title, total }: { readonly title: string; readonly total: Money },
  copy: Copy["mail"],
  locale: Locale,
): Row {
  return {
    label: `${copy.delivery}, ${title}`,
    amount: isZero(total) ? copy.free : written(total, locale),
  };
}

function includedOf({ document }: Order, copy: Copy["mail"], locale: Locale): Row | null {
  const { tax } = document.price;
  if (!tax?.included || tax.lines.length === 0) return null;
  return { label: copy.includedTax(taxTitle(tax.lines, locale)), amount: written(tax.total, locale) };
}

type TaxTitle = { readonly title: string; readonly ratePercent: string };

/** "VAT 20%" in English, „MwSt. 19 %“ in German; each rate once. */
function taxTitle(lines: readonly TaxTitle[], locale: Locale): string {
  const percent = new Intl.NumberFormat(localeTag(locale), { style: "percent", maximumFractionDigits: 3 });
  const titles = lines.map(
    ({ title, ratePercent }) => `${title} ${percent.format(Number(ratePercent) / 100)}`,
  );
  return [...new Set(titles)].join(", ");
}

function written(amount: Money, locale: Locale): string {
  return formatMoney(amount, localeTag(locale));
}
