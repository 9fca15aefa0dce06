import { systemClock } from "@evertill/checkout";
import { currency, money } from "@evertill/money";
import {
  type AuthenticationSettings,
  defaultAuthenticationPolicy,
  defaultRiskPolicy,
  type PaymentLog,
  referenceRates,
} from "@evertill/payments";
import type { Environment } from "./env.ts";

/** How authentication is decided, for the providers whose acquirer's country is configured; the others see to it themselves. */
export function composeAuthentication(env: Environment, log: PaymentLog): AuthenticationSettings {
  const {
    STRIPE_ACQUIRER_COUNTRY: stripe,
    ADYEN_ACQUIRER_COUNTRY: adyen,
    ADYEN_FRAUD_BAND,
    PAYPAL_ACQUIRER_COUNTRY: paypal,
    EXCHANGE_RATES_URL: rates,
  } = env;
  return {
    acquirers: {
      ...(stripe && { stripe: { country: stripe, fraudBand: null } }),
      ...(adyen && {
        adyen: { country: adyen, fraudBand: ADYEN_FRAUD_BAND ? bandOf(ADYEN_FRAUD_BAND) : null },
      }),
      ...(paypal && { paypal: { country: paypal, fraudBand: null } }),
    },
    policy: defaultAuthenticationPolicy,
    riskPolicy: defaultRiskPolicy,
    rates: rates ? referenceRates(new URL(rates), { clock: systemClock, log }) : async () => null,
  };
}

/** Reads "EUR 25000 until 2026-12-31": how far the acquirer's fraud rate lets it go, in minor units, and to the end of which day. */
function bandOf(written: string) {
  const [code = "", amountMinor = "", , lastDay = ""] = written.split(" ");
  return {
    limit: money(Number(amountMinor), currency(code)),
    validUntil: new Date(`${lastDay}T23:59:59.999Z`),
  };
}
