import { currency, type Money, money } from "@evertill/money";
import { type AuthenticationInput, defaultAuthenticationPolicy } from "../decision.ts";
import type { ExchangeRates } from "../exchange-rates.ts";

export const eur = (amountMinor: number): Money => money(amountMinor, currency("EUR"));
export const gbp = (amountMinor: number): Money => money(amountMinor, currency("GBP"));
export const chf = (amountMinor: number): Money => money(amountMinor, currency("CHF"));
export const sek = (amountMinor: number): Money => money(amountMinor, currency("SEK"));
export const jpy = (amountMinor: number): Money => money(amountMinor, currency("JPY"));

export const at = new Date("2026-11-21T12:00:00Z");

export const rates: ExchangeRates = {
  on: new Date("2026-11-20T15:00:00Z"),
  source: "made up for tests",
  base: currency("EUR"),
  perBase: { GBP: "0.88", CHF: "0.935", SEK: "11.1", JPY: "171.5", USD: "1.1" },
};

/** A shopper in a browser with a German card at Adyen's Irish acquirer, for 600 euros, about whom nothing stands out. */
export function someInput(changes: Partial<AuthenticationInput> = {}): AuthenticationInput {
  return {
    at,
    amount: eur(600_00),
    provider: "adyen",
    issuerCountry: "DE",
    acquirerCountry: "IE",
    initiator: "shopper",
    session: "browser",
    agreement: null,
    cardProduct: "consumer",
    corporateProcess: false,
    trustedBeneficiary: false,
    authenticatedByWallet: false,
    riskScore: 20,
    riskSignals: [],
    acquirerFraudBand: null,
    counters: null,
    priorSoftDecline: false,
    rates,
    policy: defaultAuthenticationPolicy,
    ...changes,
  };
}
