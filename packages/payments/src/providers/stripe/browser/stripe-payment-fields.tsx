"use client";

import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { Appearance, StripeElementsOptions } from "@stripe/stripe-js";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type {
  PaymentFields,
  PaymentFieldsLook,
  PaymentFieldsProps,
} from "../../../browser/payment-fields.ts";
import { collect } from "./collect.ts";
import { deferredIntent } from "./deferred-intent.ts";
import type { StripeBrowserSettings } from "./load-script.ts";
import { useStripeScript } from "./use-stripe-script.ts";

export type StripePaymentFieldsProps = PaymentFieldsProps & Pick<StripeBrowserSettings, "scriptUrl">;

/** Stripe's card fields, before any payment exists at Stripe. The card never reaches the page: it is typed into Stripe's frame. */
export function StripePaymentFields(props: StripePaymentFieldsProps) {
  const { publishableKey, scriptUrl, patienceMs, amount, languageTag, look, onReady, onUnavailable } = props;
  const stripe = useStripeScript({ publishableKey, scriptUrl }, onUnavailable);
  const late = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    late.current = setTimeout(onUnavailable, patienceMs);
    return () => clearTimeout(late.current);
  }, [onUnavailable, patienceMs]);

  const arrived = useCallback(
    (fields: PaymentFields | null) => {
      clearTimeout(late.current);
      onReady(fields);
    },
    [onReady],
  );

  const options = useMemo<StripeElementsOptions>(
    () => ({
      ...deferredIntent({ amountMinor: amount.amountMinor, currency: amount.currency }, languageTag),
      appearance: appearance(look),
    }),
    [amount.amountMinor, amount.currency, languageTag, look],
  );
  if (stripe === null) return null;
  return (
    <Elements stripe={stripe} options={options}>
      <Fields onReady={arrived} onUnavailable={onUnavailable} />
    </Elements>
  );
}

function Fields({ onReady, onUnavailable }: Pick<PaymentFieldsProps, "onReady" | "onUnavailable">) {
  const stripe = useStripe();
  const elements = useElements();
  useEffect(() => () => onReady(null), [onReady]);
  return (
    <PaymentElement
      options={{
        fields: { billingDetails: "never" },
        wallets: { applePay: "never", googlePay: "never" },
        terms: { card: "never" },
      }}
      onReady={() => {
        if (stripe && elements) onReady({ collect: (billing) => collect(stripe, elements, billing) });
      }}
      onLoadError={onUnavailable}
    />
  );
}

function appearance(look: PaymentFieldsLook): Appearance {
  return {
    theme: "stripe",
    labels: "above",
    variables: {
      colorText: look.text,
      colorTextSecondary: look.textSoft,
      colorBackground: look.background,
      colorPrimary: look.accent,
      colorDanger: look.problem,
      fontFamily: look.fontFamily,
      fontSizeBase: "16px",
      borderRadius: "2px",
      spacingUnit: "4px",
    },
    rules: {
      ".Input": { border: `1px solid ${look.line}`, boxShadow: "none", padding: "12px 14px" },
      ".Input:focus": { border: `1px solid ${look.accent}`, boxShadow: `0 0 0 1px ${look.accent}` },
      ".Label": { fontSize: "15px", fontWeight: "500", marginBottom: "6px" },
    },
  };
}
