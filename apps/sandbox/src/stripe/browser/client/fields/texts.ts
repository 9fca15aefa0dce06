import type { ExpiryProblem } from "./expiry.ts";
import type { NumberProblem } from "./card-number.ts";

export type Problem =
  | NumberProblem
  | ExpiryProblem
  | "incomplete_cvc"
  | "incomplete_zip"
  | "incorrect_number"
  | "invalid_expiry_month"
  | "invalid_cvc";

export type Texts = {
  readonly language: string;
  readonly number: string;
  readonly expiry: string;
  readonly expiryPlaceholder: string;
  readonly code: string;
  readonly codePlaceholder: string;
  readonly country: string;
  readonly postalCode: string;
  readonly brandIs: (brand: string) => string;
  readonly codeHint: (digits: number) => string;
  readonly check: (count: number) => string;
  readonly failed: string;
  readonly buyWith: (wallet: string) => string;
  readonly problems: Readonly<Record<Problem, string>>;
};

const english: Texts = {
  language: "en",
  number: "Card number",
  expiry: "Expiration date",
  expiryPlaceholder: "MM / YY",
  code: "Security code",
  codePlaceholder: "CVC",
  country: "Country or region",
  postalCode: "Postal code",
  brandIs: (brand) => `${brand} card`,
  codeHint: (digits) =>
    digits === 4 ? "4 digits on the front of the card" : "3 digits on the back of the card",
  check: (count) =>
    count === 1 ? "1 card detail needs another look." : `${count} card details need another look.`,
  failed: "The card details could not be sent. Check your connection and try again.",
  buyWith: (wallet) => `Buy with ${wallet} (test)`,
  problems: {
    incomplete_number: "Your card number is incomplete.",
    invalid_number: "Your card number is invalid.",
    incorrect_number: "Your card number is incorrect.",
    incomplete_expiry: "Your card's expiration date is incomplete.",
    invalid_expiry_month: "Your card's expiration month is invalid.",
    invalid_expiry_year_past: "Your card's expiration year is in the past.",
    invalid_expiry_year: "Your card's expiration year is invalid.",
    incomplete_cvc: "Your card's security code is incomplete.",
    invalid_cvc: "Your card's security code is invalid.",
    incomplete_zip: "Your postal code is incomplete.",
  },
};

const german: Texts = {
  language: "de",
  number: "Kartennummer",
  expiry: "Ablaufdatum",
  expiryPlaceholder: "MM / JJ",
  code: "Prüfnummer",
  codePlaceholder: "CVC",
  country: "Land oder Region",
  postalCode: "Postleitzahl",
  brandIs: (brand) => `${brand}-Karte`,
  codeHint: (digits) =>
    digits === 4 ? "4 Ziffern auf der Vorderseite der Karte" : "3 Ziffern auf der Rückseite der Karte",
  check: (count) =>
    count === 1 ? "Bitte prüfen Sie 1 Kartenangabe." : `Bitte prüfen Sie ${count} Kartenangaben.`,
  failed:
    "Die Kartendaten konnten nicht gesendet werden. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es erneut.",
  buyWith: (wallet) => `Mit ${wallet} kaufen (Test)`,
  problems: {
    incomplete_number: "Ihre Kartennummer ist unvollständig.",
    invalid_number: "Ihre Kartennummer ist ungültig.",
    incorrect_number: "Ihre Kartennummer ist falsch.",
    incomplete_expiry: "Das Ablaufdatum Ihrer Karte ist unvollständig.",
    invalid_expiry_month: "Der Ablaufmonat Ihrer Karte ist ungültig.",
    invalid_expiry_year_past: "Das Ablaufdatum Ihrer Karte liegt in der Vergangenheit.",
    invalid_expiry_year: "Das Ablaufjahr Ihrer Karte ist ungültig.",
    incomplete_cvc: "Die Prüfnummer Ihrer Karte ist unvollständig.",
    invalid_cvc: "Die Prüfnummer Ihrer Karte ist ungültig.",
    incomplete_zip: "Ihre Postleitzahl ist unvollständig.",
  },
};

/** `auto` is the browser's language; what is not spoken here is answered in English. */
export function textsFor(locale: string, browserLanguage: string): Texts {
  const tag = locale === "auto" ? browserLanguage : locale;
  return tag.toLowerCase().startsWith("de") ? german : english;
}
