import type { CardFacts } from "../model.ts";
import { AdyenError } from "../api/adyen-error.ts";
import { unseal } from "./sealed.ts";

/** `paymentMethod` of a card payment: encrypted by the secured fields, or plain. */
export type CardInput = {
  readonly encryptedCardNumber?: string | undefined;
  readonly encryptedExpiryMonth?: string | undefined;
  readonly encryptedExpiryYear?: string | undefined;
  readonly encryptedSecurityCode?: string | undefined;
  readonly number?: string | undefined;
  readonly expiryMonth?: string | undefined;
  readonly expiryYear?: string | undefined;
  readonly cvc?: string | undefined;
  readonly holderName?: string | undefined;
};

/**
 * How cards behave, by the digits they begin with. The three plain ones are on docs.adyen.com, "Test card numbers"; the
 * others stand on its 3D Secure 2 page and were not read again here.
 */
const behaviours: readonly (readonly [RegExp, Pick<CardFacts, "threeDSecure" | "issuerCountry">])[] = [
  [/^491761/, { threeDSecure: "challenge", issuerCountry: "GB" }],
  [/^545454/, { threeDSecure: "challenge", issuerCountry: "PL" }],
  [/^421234/, { threeDSecure: "frictionless", issuerCountry: "NL" }],
];
const usual = { threeDSecure: "when-asked", issuerCountry: "NL" } as const;

const brands: readonly (readonly [RegExp, CardFacts["brand"]])[] = [
  [/^4/, "visa"],
  [/^(5[1-5]|2[2-7])/, "mc"],
  [/^3[47]/, "amex"],
];

/** Keeps what may be kept of a card. The number and the security code are forgotten here. Throws what Adyen would answer. */
export function readCard(input: CardInput, { apiKey, now }: { apiKey: string; now: Date }): CardFacts {
  const plain = (encrypted: string | undefined, given: string | undefined, name: string) =>
    encrypted === undefined ? wanted(given, name) : decrypted(encrypted, apiKey);
  const number = plain(input.encryptedCardNumber, input.number, "encryptedCardNumber");
  const expiryMonth = plain(input.encryptedExpiryMonth, input.expiryMonth, "encryptedExpiryMonth");
  const expiryYear = plain(input.encryptedExpiryYear, input.expiryYear, "encryptedExpiryYear");
  if (!/^\d{12,19}$/.test(number)) throw unprocessable("101", "Invalid card number");
  if (isPast(expiryMonth, expiryYear, now)) throw unprocessable("129", "Expiry Date Invalid");
  return {
    brand: brandOf(number),
    bin: number.slice(0, 6),
    last4: number.slice(-4),
    holderName: input.holderName ?? "",
    expiryMonth,
    expiryYear,
    ...(behaviours.find(([begins]) => begins.test(number))?.[1] ?? usual),
  };
}

export function brandOf(number: string): CardFacts["brand"] {
  return brands.find(([pattern]) => pattern.test(number))?.[1] ?? "unknown";
}

function wanted(value: string | undefined, name: string): string {
  if (!value) throw unprocessable("14_012", `Required field '${name}' is not provided.`);
  return value;
}

function decrypted(text: string, apiKey: string): string {
  const value = unseal(apiKey, text);
  if (value === null) throw unprocessable("174", "Unable to decrypt data");
  return value;
}

function isPast(month: string, year: string, now: Date): boolean {
  if (!/^(0?[1-9]|1[0-2])$/.test(month) || !/^\d{4}$/.test(year)) return true;
  const [thisYear, thisMonth] = [now.getUTCFullYear(), now.getUTCMonth() + 1];
  return Number(year) < thisYear || (Number(year) === thisYear && Number(month) < thisMonth);
}

function unprocessable(errorCode: string, message: string): AdyenError {
  return new AdyenError(422, errorCode, "validation", message);
}
