import { currency, type Money, money } from "@evertill/money";
import type { ProviderName } from "../provider.ts";
import type { Exemption } from "./decision.ts";
import type { RegimeName } from "./regimes.ts";

/** What a provider can be asked, and how far it goes by itself. */
export type Abilities = {
  readonly exemptions: ReadonlySet<Exemption>;
  readonly dataOnly: boolean;
  /** The provider's own ceiling for risk analysis by the acquirer's regime; it binds whatever the fraud band says. */
  readonly riskAnalysisCeiling: Partial<Readonly<Record<RegimeName, Money>>>;
  readonly source: string;
};

export const abilitiesOf: Readonly<Record<ProviderName, Abilities>> = {
  stripe: {
    exemptions: new Set(),
    dataOnly: false,
    riskAnalysisCeiling: {
      EEA: money(250_00, currency("EUR")),
      UK: money(220_00, currency("GBP")),
      CH: money(220_00, currency("GBP")),
    },
    source: "types of stripe 23.1; docs.stripe.com, strong customer authentication exemptions, 2026-05-08",
  },
  adyen: {
    // It has no word for "recurring": such payments are marked as merchant-initiated instead.
    exemptions: new Set([
      "low-value",
      "transaction-risk-analysis",
      "trusted-beneficiary",
      "secure-corporate",
    ]),
    dataOnly: true,
    riskAnalysisCeiling: {},
    source: "Adyen Checkout v72, AdditionalData3DSecure.scaExemption",
  },
  paypal: {
    exemptions: new Set(),
    dataOnly: false,
    riskAnalysisCeiling: {},
    source: "PayPal Orders v2, types of paypal-server-sdk 2.5",
  },
};
