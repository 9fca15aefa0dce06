import { brandOf } from "../../../../stripe/browser/client/fields/card-brand.ts";
import {
  groupNumber,
  judgeNumber,
  numberDigits,
} from "../../../../stripe/browser/client/fields/card-number.ts";
import type { DigitFormat } from "../../../../stripe/browser/client/fields/edit-digits.ts";
import {
  expiryDigits,
  judgeExpiry,
  readExpiry,
  writeExpiry,
} from "../../../../stripe/browser/client/fields/expiry.ts";

/** What one kind of field takes, and in which codes of Adyen's it complains. */
export type Kind = {
  readonly label: string;
  readonly autocomplete: string;
  readonly format: DigitFormat;
  /** A code of Adyen's, or null for what is whole and good. */
  readonly judge: (digits: string, brand: string) => string | null;
  readonly emptyCode: string;
  /** What is encrypted, by the names of the parts. */
  readonly parts: (digits: string) => Readonly<Record<string, string>>;
};

const codeDigits = (text: string) => text.replace(/\D/g, "").slice(0, 4);

export const kinds: Readonly<Record<string, Kind>> = {
  encryptedCardNumber: {
    label: "Card number",
    autocomplete: "cc-number",
    format: { read: numberDigits, write: groupNumber },
    judge: (digits) => {
      const problem = judgeNumber(digits);
      if (problem === null) return null;
      return problem === "incomplete_number" ? "cc.num.901" : "cc.num.902";
    },
    emptyCode: "cc.num.900",
    parts: (digits) => ({ encryptedCardNumber: digits }),
  },
  encryptedExpiryDate: {
    label: "Expiry date",
    autocomplete: "cc-exp",
    format: { read: expiryDigits, write: writeExpiry },
    judge: (digits) => expiryCodes[judgeExpiry(digits, new Date()) ?? ""] ?? null,
    emptyCode: "cc.dat.910",
    parts: (digits) => {
      const { month, year } = readExpiry(digits);
      return { encryptedExpiryMonth: String(month).padStart(2, "0"), encryptedExpiryYear: String(year) };
    },
  },
  encryptedSecurityCode: {
    label: "Security code",
    autocomplete: "cc-csc",
    format: { read: codeDigits, write: (digits) => digits },
    judge: (digits, brand) => (digits.length === (brand === "amex" ? 4 : 3) ? null : "cc.cvc.921"),
    emptyCode: "cc.cvc.920",
    parts: (digits) => ({ encryptedSecurityCode: digits }),
  },
};

const expiryCodes: Readonly<Record<string, string>> = {
  incomplete_expiry: "cc.dat.911",
  invalid_expiry_month: "cc.dat.911",
  invalid_expiry_year_past: "cc.dat.912",
  invalid_expiry_year: "cc.dat.913",
};

/** Adyen's name of the brand; "card" while it is not known. */
export function adyenBrand(digits: string): string {
  const { name } = brandOf(digits);
  if (name === "unknown") return "card";
  return name === "mastercard" ? "mc" : name;
}
