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

/** What was typed last may still be on its way out of its frame when *pay* is pressed. */
const settlingMs = 600;
const lookAgainMs = 50;

/** Hands over what the secured fields encrypted; the fields show their own errors. */
export async function collect(fields: CardFields, { name }: BillingDetails): Promise<Collected> {
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
  };
  return { kind: "instrument", instrument: { provider: "adyen", card, browserInfo } };
}
