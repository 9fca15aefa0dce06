import type { Decline } from "@evertill/payments";
import type { Difference } from "../domain/quote.ts";
import type { Stop } from "../domain/stop.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";

export { countryName } from "../api/address-lines.ts";

/** Everything the till says to a shopper, in one language. */
export type Copy = {
  readonly declined: Readonly<Record<Decline["shopperMessage"], string>>;
  readonly changed: Readonly<Record<Difference, string>>;
  readonly notices: {
    readonly codeNotApplicable: (code: string) => string;
    readonly codeMaybeGiftCard: (code: string) => string;
    readonly codeExpired: (code: string) => string;
    readonly codeUsedUp: (code: string) => string;
    readonly giftCardRefused: string;
    readonly cartChanged: string;
    readonly priceChanged: string;
    readonly stockReduced: (title: string, left: number) => string;
    readonly shopSilent: string;
  };
  readonly closed: Readonly<Record<"completing" | "completed" | Stop, string>>;
  readonly shopSilent: string;
  readonly quoteTooOld: string;
  readonly wrongTotal: (total: string) => string;
  readonly missing: {
    readonly email: string;
    readonly deliveryAddress: string;
    readonly deliveryOption: string;
    readonly billingAddress: string;
    readonly card: string;
  };
  readonly address: {
    readonly postcode: (example: string) => string;
    readonly zone: string;
    readonly postcodeElsewhere: string;
  };
  readonly cannotDeliver: (country: string) => string;
  readonly unknownOption: string;
  readonly deliveryChange: {
    readonly currency: (country: string, currency: string) => string;
    readonly prices: (country: string) => string;
    readonly unavailable: (country: string) => string;
    readonly nothing: (country: string) => string;
  };
  readonly tax: {
    readonly included: string;
    readonly added: (place: string) => string;
    readonly unknownCountry: (country: string) => string;
    readonly territory: (name: string) => string;
    readonly stateMissing: string;
    readonly unknownState: (state: string) => string;
  };
  readonly mail: {
    readonly subject: (number: string) => string;
    readonly greeting: (name: string) => string;
    readonly intro: string;
    readonly introDigital: string;
    readonly orderNumber: string;
    readonly subtotal: string;
    readonly discount: string;
    readonly delivery: string;
    readonly free: string;
    readonly deliverTo: string;
    readonly total: string;
    readonly includedTax: (title: string) => string;
    readonly seeOrder: string;
    readonly signature: string;
    readonly refundSubject: (number: string) => string;
    readonly refundIntro: string;
    readonly refund: string;
    readonly notChargedSubject: string;
    readonly notChargedHeading: string;
    readonly notChargedIntro: string;
    readonly notChargedUnknown: string;
    readonly notChargedKept: string;
    readonly charged: string;
    readonly backToCheckout: string;
  };
};

/** `language` is a locale's language, "EN" or "de"; any other gets English. */
export function copyIn(language: string): Copy {
  return language.toLowerCase().startsWith("de") ? german : english;
}
