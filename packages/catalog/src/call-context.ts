import type { Locale } from "@evertill/money";

/** What every call carries: the locale decides language, currency and availability. */
export type CallContext = {
  readonly locale: Locale;
  /** The shopper's address; given whenever a shopper, not a cache, makes the call. */
  readonly buyerIp?: string | undefined;
  /** All tries included, in milliseconds. */
  readonly deadlineMs?: number | undefined;
};

/** The variables of `@inContext(country: $country, language: $language)`. */
export function inContext({ locale }: CallContext): { country: string; language: string } {
  return { country: locale.country, language: locale.language };
}
