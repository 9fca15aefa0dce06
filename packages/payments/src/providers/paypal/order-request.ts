import {
  CheckoutPaymentIntent,
  type ConfirmOrderRequest,
  type OrderRequest,
  PaypalExperienceUserAction,
  PaypalWalletContextShippingPreference,
  type ShippingDetails,
} from "@paypal/paypal-server-sdk";
import type { AuthorizeRequest, PrepareRequest } from "../../provider.ts";
import { toPayPalAmount } from "./amounts.ts";

/**
 * An order is made without a way to pay, so that it waits for nobody yet. The checkout is the `custom_id`, by which
 * reports are matched; the attempt is the `invoice_id`, which PayPal lets be paid once.
 */
export function orderRequest(request: PrepareRequest): OrderRequest {
  const { amount, reference, attemptId, description, delivery } = request;
  return {
    intent: CheckoutPaymentIntent.Authorize,
    purchaseUnits: [
      {
        amount: toPayPalAmount(amount),
        customId: reference,
        invoiceId: attemptId,
        ...(description !== "" && { description: description.slice(0, 127) }),
        ...(delivery && { shipping: shippingOf(delivery) }),
      },
    ],
  };
}

/** Names PayPal as the way to pay and where its page leads back to; after it the payer can approve. */
export function confirmRequest({ returnUrl, languageTag, delivery }: AuthorizeRequest): ConfirmOrderRequest {
  const { NoShipping, SetProvidedAddress } = PaypalWalletContextShippingPreference;
  return {
    paymentSource: {
      paypal: {
        experienceContext: {
          returnUrl,
          cancelUrl: canceledUrl(returnUrl),
          userAction: PaypalExperienceUserAction.PayNow,
          shippingPreference: delivery ? SetProvidedAddress : NoShipping,
          // PayPal knows language and country only together.
          ...(/^[a-z]{2}-[A-Z]{2}$/.test(languageTag) && { locale: languageTag }),
        },
      },
    },
  };
}

function canceledUrl(returnUrl: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set("paypal", "canceled");
  return url.href;
}

function shippingOf(delivery: NonNullable<PrepareRequest["delivery"]>): ShippingDetails {
  const { name, line1, line2, city, zone, postcode, country } = delivery;
  return {
    name: { fullName: name.slice(0, 300) },
    address: {
      addressLine1: line1.slice(0, 300),
      ...(line2 && { addressLine2: line2.slice(0, 300) }),
      adminArea2: city.slice(0, 120),
      ...(zone && { adminArea1: zone.slice(0, 300) }),
      ...(postcode && { postalCode: postcode.slice(0, 60) }),
      countryCode: country,
    },
  };
}
