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

/** With somebody else to turn to nobody waits long; the last one gets the time that a poor line needs. */
const patienceMs = { withOthers: 12_000, alone: 30_000 } as const;

export type CardFieldsProps = {
  /** Whose fields are mounted. */
  readonly provider: Provider;
  /** Whether somebody else could take their place. */
  readonly hasOthers: boolean;
  readonly providers: ProviderSettings;
  readonly view: CheckoutView;
  readonly onReady: (fields: PaymentFields | null) => void;
  readonly onUnavailable: () => void;
};

/** The card fields of one provider, in its own frames. */
export function CardFields({ provider, hasOthers, providers, view, ...means }: CardFieldsProps) {
  const { tag } = useVoice();
  const { stripe, adyen } = providers;
  // As it was when the fields were mounted: a change would mount them anew.
  const [patience] = useState(hasOthers ? patienceMs.withOthers : patienceMs.alone);
  const common = { languageTag: tag, look, patienceMs: patience, ...means };
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
  readonly patienceMs: number;
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
    <div className="co-adyen">
      <AdyenPaymentFields
        publishableKey={clientKey}
        environment={environment}
        countryCode={locale.country}
        standInUrl={webUrl}
        {...common}
      />
    </div>
  );
}

/** Offered, and yet not there: the next takes its place. */
function Unavailable({ onUnavailable }: Pick<CardFieldsProps, "onUnavailable">) {
  useEffect(onUnavailable, [onUnavailable]);
  return null;
}
