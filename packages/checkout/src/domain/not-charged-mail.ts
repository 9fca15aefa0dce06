import { findLocale, formatMoney, localeTag, zero } from "@evertill/money";
import { copyIn } from "../copy/copy.ts";
import type { Checkout } from "./checkout.ts";
import { orderMailHtml } from "./order-mail-html.ts";
import { goodsOf, type Letter, type OrderMail, textOf } from "./order-mail.ts";

type Told = { readonly tryId: string; readonly words: string | null };

/**
 * Tells a shopper who was told that they may close the page that nothing was charged, in the checkout's language. `words`: why,
 * as the shopper may read it; null where nobody declined. Null when it is not to be said any more: the checkout is paid, or the
 * shopper came back and is paying again.
 */
export function notChargedMail(
  checkout: Checkout,
  { tryId, words }: Told,
  { origin }: { origin: string },
): OrderMail | null {
  const { document, locale: path, token, id } = checkout;
  const to = document.contact?.email;
  if (to === undefined || isPaidOrPaying(checkout, tryId)) return null;
  const locale = findLocale(path);
  if (!locale) throw new Error(`Checkout ${id} has the unknown locale ${path}`);
  const copy = copyIn(locale.language).mail;
  const languageTag = localeTag(locale);
  const letter: Letter = {
    languageTag,
    copy,
    subject: copy.notChargedSubject,
    greeting: copy.greeting((document.deliveryAddress ?? document.billingAddress)?.firstName ?? ""),
    intro: [copy.notChargedIntro, words ?? copy.notChargedUnknown, copy.notChargedKept].join(" "),
    heading: copy.notChargedHeading,
    goods: goodsOf(document, locale),
    sums: [],
    total: { label: copy.charged, amount: formatMoney(zero(document.currency), languageTag) },
    included: null,
    goesTo: [],
    link: copy.backToCheckout,
    address: new URL(`/checkout/${token}`, origin).href,
  };
  return { to, subject: letter.subject, text: textOf(letter), html: orderMailHtml(letter) };
}

function isPaidOrPaying({ state, document: { attempt } }: Checkout, tryId: string): boolean {
  const isLeft = attempt?.kind === "method-wanted" && attempt.tryId === tryId;
  return state === "completed" || (state === "completing" && !isLeft);
}
