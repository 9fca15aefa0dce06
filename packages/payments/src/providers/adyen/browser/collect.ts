import type { BillingDetails, Collected } from "../../../browser/payment-fields.ts";
import type { AdyenBrowserInfo, AdyenInstrument } from "../../../payment-method.ts";

/** As much of adyen-web's card as is asked of it. */
export type CardFields = {
  readonly isValid: boolean;
  readonly data: unknown;
  showValidation(): unknown;
};

type CardData = {
  readonly paymentMethod?: Partial<AdyenInstrument["card"]>;
  readonly browserInfo?: AdyenBrowserInfo;
};

/** What adyen-web tells the page of a card whose number it never shows it. */
export type SeenCard = Pick<AdyenInstrument["card"], "last4" | "bin" | "expiry">;

/** As much of adyen-web's `onFieldValid` (6.45) as is looked at: `issuerBin` is a number there, `expiryDate` is "03/30". */
export type ValidField = {
  readonly fieldType: string;
  readonly valid: boolean;
  readonly endDigits?: string;
  readonly issuerBin?: number | string;
  readonly expiryDate?: string;
};

/** What is known of the card after one more of its fields became whole, or is no longer. */
export function seeField(seen: SeenCard, { fieldType, valid, ...field }: ValidField): SeenCard {
  const { last4, bin, expiry } = seen;
  if (fieldType === "encryptedCardNumber") {
    const known = valid ? { last4: field.endDigits ?? last4, bin: binOf(field.issuerBin) ?? bin } : {};
    return present({ ...known, expiry });
  }
  if (!fieldType.startsWith("encryptedExpiry")) return seen;
  return present({ last4, bin, expiry: valid ? (expiryOf(field.expiryDate) ?? expiry) : undefined });
}

function binOf(issuerBin: number | string | undefined): string | undefined {
  const digits = String(issuerBin ?? "");
  return /^\d{6,8}$/.test(digits) ? digits : undefined;
}

function expiryOf(text: string | undefined): string | undefined {
  const [, month, year] = /^(\d{2})\/(\d{2})$/.exec(text ?? "") ?? [];
  return month && year ? `20${year}-${month}` : undefined;
}

function present({ last4, bin, expiry }: { [Name in keyof SeenCard]: string | undefined }): SeenCard {
  return { ...(last4 && { last4 }), ...(bin && { bin }), ...(expiry && { expiry }) };
}

/** What was typed last may still be on its way out of its frame when *pay* is pressed. */
const settlingMs = 600;
const lookAgainMs = 50;

/** Hands over what the secured fields encrypted; the fields show their own errors. */
export async function collect(
  fields: CardFields,
  { name }: BillingDetails,
  seen: SeenCard = {},
): Promise<Collected> {
  for (let waited = 0; !fields.isValid && waited < settlingMs; waited += lookAgainMs) {
    await new Promise((done) => setTimeout(done, lookAgainMs));
  }
  if (!fields.isValid) {
    fields.showValidation();
    return { kind: "incomplete" };
  }
  const { paymentMethod = {}, browserInfo } = fields.data as CardData;
  const { encryptedCardNumber, encryptedExpiryMonth, encryptedExpiryYear, encryptedSecurityCode } =
    paymentMethod;
  if (
    !encryptedCardNumber ||
    !encryptedExpiryMonth ||
    !encryptedExpiryYear ||
    !encryptedSecurityCode ||
    !browserInfo
  ) {
    return {
      kind: "failed",
      operatorMessage: "adyen-web says that the card is whole, and gave only parts of it",
    };
  }
  const card = {
    encryptedCardNumber,
    encryptedExpiryMonth,
    encryptedExpiryYear,
    encryptedSecurityCode,
    holderName: name,
    ...(paymentMethod.brand && { brand: paymentMethod.brand }),
    ...seen,
  };
  return { kind: "instrument", instrument: { provider: "adyen", card, browserInfo } };
}
