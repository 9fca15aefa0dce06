import { findLocale, type Locale, locales, localeTag } from "@evertill/money";
import type { Copy, Stopped } from "./copy.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";

/** How one locale speaks: its words, its BCP 47 tag, and where its shop stands. */
export type Voice = { readonly locale: Locale; readonly tag: string; readonly copy: Copy };

/** The voice of a locale's path; an unknown one speaks as the default locale. */
export function voiceOf(path: string | null): Voice {
  const locale = findLocale(path ?? "") ?? locales[0];
  if (!locale) throw new Error("The shop sells in no locale");
  return { locale, tag: localeTag(locale), copy: locale.language === "DE" ? german : english };
}

/** For pages that belong to no checkout: the first language the browser asks for that we speak. */
export function voiceFor(acceptLanguage: string | null): Voice {
  const asked = (acceptLanguage ?? "").toLowerCase().split(/[,;]/);
  const known = asked.map((tag) =>
    locales.find((locale) => tag.trim().startsWith(locale.language.toLowerCase())),
  );
  return voiceOf(known.find((locale) => locale !== undefined)?.path ?? null);
}

/**
 * What the pay button says. German law wants an unmistakable obligation to pay on it (BGB § 312j Abs. 3); so does EU law
 * elsewhere (Directive 2011/83/EU, Article 8(2)), where "Pay …" says it.
 */
export function payButton({ locale, copy }: Voice, total: string, isFree: boolean): string {
  if (locale.country === "DE") return copy.payment.payObliged;
  if (isFree) return copy.payment.placeOrder;
  return locale.country === "GB" ? copy.payment.payNow(total) : copy.payment.pay(total);
}

/** Where the shop shows the cart. */
export function cartAddress({ locale }: Pick<Voice, "locale">, shopOrigin: string): string {
  return `${shopOrigin}/${locale.path}/cart`;
}

/** Where a shopper who cannot pay goes: to the cart, or to the shop where there is none to go back to. */
export function wayBack(
  voice: Voice,
  shopOrigin: string,
  stopped: Stopped,
): { readonly href: string; readonly link: string } {
  const { locale, copy } = voice;
  return stopped === "cart-empty" || stopped === "cart-gone"
    ? { href: `${shopOrigin}/${locale.path}`, link: copy.backToShop }
    : { href: cartAddress(voice, shopOrigin), link: copy.backToCart };
}

export type LegalLink = { readonly href: string; readonly words: string };

/** What a shopper of the country must be able to read before paying, at the shop's own policy pages. */
export function legalLinks({ locale, copy }: Voice, shopOrigin: string): readonly LegalLink[] {
  const page = (handle: string) => `${shopOrigin}/${locale.path}/policies/${handle}`;
  const returns =
    locale.country === "US"
      ? { href: page("refund-policy"), words: copy.terms.refund }
      : { href: page("refund-policy"), words: copy.terms.withdrawal };
  return [
    { href: page("terms-of-service"), words: copy.terms.terms },
    { href: page("privacy-policy"), words: copy.terms.privacy },
    returns,
  ];
}
