import { Types } from "@adyen/api-library";
import type { AdyenInstrument } from "../../payment-method.ts";
import type { PaymentAddress } from "../../payments.ts";
import type { AuthorizeRequest } from "../../provider.ts";
import { toAdyenAmount } from "./amounts.ts";
import { adyenAuthentication } from "./authentication.ts";
import { splitStreet } from "./street.ts";

const { CardDetails, PaymentRequest } = Types.checkout;

/**
 * The body of `/payments` (Checkout v72). The reference is our attempt's id, by which webhooks name it; all attempts of a
 * checkout share `merchantOrderReference`. The money is held and taken later, whatever the account's own setting.
 */
export function paymentRequest(
  request: AuthorizeRequest,
  instrument: AdyenInstrument,
  merchantAccount: string,
): Types.checkout.PaymentRequest {
  const { providerReference, reference, amount, email, languageTag, shopper, returnUrl, delivery, billing } =
    request;
  const { card, browserInfo } = instrument;
  const { javaScriptEnabled, ...browser } = browserInfo;
  const authentication = adyenAuthentication(request.authentication);
  const billingAddress = billing && addressOf(billing);
  const deliveryAddress = delivery && addressOf(delivery);
  return {
    merchantAccount,
    reference: providerReference,
    merchantOrderReference: reference,
    amount: toAdyenAmount(amount),
    paymentMethod: { type: CardDetails.TypeEnum.Scheme, ...present(card) },
    returnUrl,
    channel: PaymentRequest.ChannelEnum.Web,
    origin: new URL(returnUrl).origin,
    shopperEmail: email,
    shopperLocale: languageTag,
    browserInfo: {
      ...browser,
      ...(javaScriptEnabled !== undefined && { javaScriptEnabled }),
      // What our server saw outranks what the browser says of itself.
      userAgent: shopper.userAgent ?? browserInfo.userAgent,
      acceptHeader: shopper.acceptHeader ?? browserInfo.acceptHeader,
    },
    ...(shopper.ip !== undefined && { shopperIP: shopper.ip }),
    ...(billingAddress && { billingAddress }),
    ...(deliveryAddress && { deliveryAddress }),
    ...authentication,
    // Held now and taken later; values of `additionalData` are always text.
    additionalData: { ...authentication.additionalData, manualCapture: "true" },
  };
}

/** What Adyen is sent of a card, without what the browser left out; what else the page saw of it is for us alone. */
function present(card: AdyenInstrument["card"]) {
  const { encryptedCardNumber, encryptedExpiryMonth, encryptedExpiryYear, encryptedSecurityCode } = card;
  const encrypted = {
    encryptedCardNumber,
    encryptedExpiryMonth,
    encryptedExpiryYear,
    encryptedSecurityCode,
  };
  const { holderName, brand } = card;
  return { ...encrypted, ...(holderName && { holderName }), ...(brand && { brand }) };
}

/** Adyen's addresses are whole or not there at all. */
function addressOf(address: PaymentAddress): Types.checkout.BillingAddress | null {
  const { line1, city, zone, postcode, country } = address;
  if (!postcode) return null;
  const inUnitedStates = country === "US";
  return {
    ...splitStreet(line1),
    city,
    country,
    // Five digits there at most, ten characters elsewhere.
    postalCode: inUnitedStates ? postcode.slice(0, 5) : postcode.slice(0, 10),
    ...(zone && (inUnitedStates || country === "CA") && { stateOrProvince: zone }),
  };
}
