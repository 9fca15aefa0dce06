import { findLocale, formatMoney, localeTag } from "@evertill/money";
import { copyIn } from "../copy/copy.ts";
import type { Order } from "./order.ts";
import { orderMailHtml } from "./order-mail-html.ts";
import { type Letter, type OrderMail, textOf } from "./order-mail.ts";
import type { OrderRefund } from "./refund.ts";

/** Tells the shopper that money is on its way back, in the order's language. */
export function refundMail(order: Order, refund: OrderRefund, { origin }: { origin: string }): OrderMail {
  const locale = findLocale(order.locale);
  if (!locale) throw new Error(`Order ${order.number} has the unknown locale ${order.locale}`);
  const copy = copyIn(locale.language).mail;
  const languageTag = localeTag(locale);
  const { document, number } = order;
  const address = document.deliveryAddress ?? document.billingAddress;
  const letter: Letter = {
    languageTag,
    copy,
    subject: copy.refundSubject(number),
    greeting: copy.greeting(address?.firstName ?? ""),
    intro: copy.refundIntro,
    heading: `${copy.orderNumber} ${number}`,
    goods: refund.lines.flatMap(({ lineId, quantity }) => {
      const line = document.cart.lines.find(({ id }) => id === lineId);
      return line ? { label: `${quantity} × ${line.title}`, amount: "" } : [];
    }),
    sums: [],
    total: { label: copy.refund, amount: formatMoney(refund.amount, languageTag) },
    included: null,
    goesTo: [],
    link: copy.seeOrder,
    address: new URL(`/checkout/orders/${order.token}`, origin).href,
  };
  return {
    to: document.contact.email,
    subject: letter.subject,
    text: textOf(letter),
    html: orderMailHtml(letter),
  };
}
