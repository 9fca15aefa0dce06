"use client";

import type { CheckoutView, Provider } from "@evertill/checkout/api";
import type { PaymentFields, PaymentFieldsLook } from "@evertill/payments/browser";
import { AdyenPaymentFields } from "@evertill/payments/providers/adyen/browser";
import { StripePaymentFields } from "@evertill/payments/providers/stripe/browser";
import { useEffect, useState } from "react";
import type { ProviderSettings } from "./page-settings.ts";
import { useVoice } from "./words.tsx";

// The design tokens by value: the fields stand in a document of the provider's.
const look: PaymentFieldsLook = {
  text: "#2b2620",
  textSoft: "#675b4d",
  background: "#fdfaf4",
  line: "#85775f",
  accent: "#2b2620",
  problem: "#9c2b23",
  fontFamily: "Inter, system-ui, sans-serif",
};

export type CardFieldsProps = {
  /** Whose fields are mounted. */
  readonly provider: Provider;
  readonly providers: ProviderSettings;
  readonly view: CheckoutView;
  readonly onReady: (fields: PaymentFields | null) => void;
  readonly onUnavailable: () => void;
};

/** The card fields of one provider, in its own frames. */
export function CardFields({ provider, providers, view, ...means }: CardFieldsProps) {
  const { tag } = useVoice();
  const { stripe, adyen } = providers;
  const common = { languageTag: tag, look, ...means };
  if (provider === "stripe") {
    // A price in another currency needs other fields: Stripe's cannot change theirs.
    return <StripePaymentFields key={view.currency} amount={view.total} {...stripe} {...common} />;
  }
  if (provider === "adyen" && adyen !== null) return <AdyenFields adyen={adyen} {...common} />;
  return <Unavailable onUnavailable={means.onUnavailable} />;
}

type AdyenFieldsProps = {
  readonly adyen: NonNullable<ProviderSettings["adyen"]>;
  readonly languageTag: string;
  readonly look: PaymentFieldsLook;
} & Pick<CardFieldsProps, "onReady" | "onUnavailable">;

function AdyenFields({ adyen: { clientKey, environment, webUrl }, ...common }: AdyenFieldsProps) {
  const { locale } = useVoice();
  const { onUnavailable } = common;
  const [isStyled, setStyled] = useState(false);
  useEffect(() => {
    import("./adyen-styles.ts").then(() => setStyled(true), onUnavailable);
  }, [onUnavailable]);
  if (!isStyled) return null;
  return (
    <AdyenPaymentFields
      publishableKey={clientKey}
      environment={environment}
      countryCode={locale.country}
      standInUrl={webUrl}
      {...common}
    />
  );
}

/** Offered, and yet not there: the next takes its place. */
function Unavailable({ onUnavailable }: Pick<CardFieldsProps, "onUnavailable">) {
  useEffect(onUnavailable, [onUnavailable]);
  return null;
}
