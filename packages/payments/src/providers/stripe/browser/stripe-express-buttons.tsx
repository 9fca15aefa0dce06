"use client";

import { Elements, ExpressCheckoutElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { StripeExpressCheckoutElementOptions } from "@stripe/stripe-js";
import { useCallback, useMemo } from "react";
import type { ExpressButtonsProps } from "../../../browser/payment-fields.ts";
import { collect } from "./collect.ts";
import { deferredIntent } from "./deferred-intent.ts";
import type { StripeBrowserSettings } from "./load-script.ts";
import { useStripeScript } from "./use-stripe-script.ts";

export type StripeExpressButtonsProps = ExpressButtonsProps & Pick<StripeBrowserSettings, "scriptUrl">;

/**
 * Stripe's Express Checkout, for cards in a wallet. Its elements are its own: in those of the card fields a wallet's payment
 * would be checked together with fields that nobody filled in.
 */
export function StripeExpressButtons({
  publishableKey,
  scriptUrl,
  amount,
  languageTag,
  ...asked
}: StripeExpressButtonsProps) {
  const { onKnown } = asked;
  const absent = useCallback(() => onKnown(false), [onKnown]);
  const stripe = useStripeScript({ publishableKey, scriptUrl }, absent);
  const options = useMemo(
    () => deferredIntent({ amountMinor: amount.amountMinor, currency: amount.currency }, languageTag),
    [amount.amountMinor, amount.currency, languageTag],
  );
  if (stripe === null) return null;
  return (
    <Elements stripe={stripe} options={options}>
      <Buttons {...asked} />
    </Elements>
  );
}

function Buttons({
  mayOpen,
  onAgreed,
  onKnown,
}: Pick<ExpressButtonsProps, "mayOpen" | "onAgreed" | "onKnown">) {
  const stripe = useStripe();
  const elements = useElements();
  return (
    <ExpressCheckoutElement
      options={buttons}
      onReady={({ availablePaymentMethods }) => onKnown(availablePaymentMethods !== undefined)}
      onLoadError={() => onKnown(false)}
      onClick={({ resolve, reject }) => (mayOpen() ? resolve() : reject())}
      onConfirm={({ paymentFailed }) => {
        if (!stripe || !elements) return paymentFailed();
        onAgreed({
          collect: async (billing) => {
            const collected = await collect(stripe, elements, billing);
            // Otherwise the wallet's window would wait, and say that all is well.
            if (collected.kind !== "instrument") paymentFailed();
            return collected;
          },
        });
      }}
    />
  );
}

/** Who buys and where it goes is known by now, so that the wallet asks for nothing. "Buy" is an obligation to pay in so many words (BGB § 312j Abs. 3). */
const buttons: StripeExpressCheckoutElementOptions = {
  buttonType: { applePay: "buy", googlePay: "buy" },
  buttonHeight: 52,
  paymentMethods: { amazonPay: "never", klarna: "never", link: "never", paypal: "never" },
  emailRequired: false,
  phoneNumberRequired: false,
  billingAddressRequired: false,
  shippingAddressRequired: false,
};
