import { expect, test } from "vitest";
import { decideAuthentication } from "./decide-authentication.ts";
import type { AuthenticationInput } from "./decision.ts";
import { explain } from "./explain.ts";
import { eur, gbp, sek, someInput } from "./testing/some-input.ts";

const policy = { ...someInput().policy, dataOnlyOutOfScope: true };

test.each<[Partial<AuthenticationInput>, string]>([
  [
    { amount: eur(20_00), counters: { sum: eur(0), count: 0 } },
    "Adyen was asked for the low-value exemption because the issuer and the acquirer are under the same rules, and the " +
      "amount and what was paid since the last authentication are low; since its last authentication the card paid " +
      "nothing here; we bear fraud, and a soft decline is answered with a challenge.",
  ],
  [
    { amount: sek(222_00), counters: { sum: sek(500_00), count: 1 } },
    "Adyen was asked for the low-value exemption because the issuer and the acquirer are under the same rules, and the " +
      "amount and what was paid since the last authentication are low; since its last authentication the card paid once " +
      "here, together SEK\u00a0500.00; amounts were compared by the exchange rates of 2026-11-20 (made up for tests), " +
      "0 days old; we bear fraud, and a soft decline is answered with a challenge.",
  ],
  [
    { amount: gbp(20_00), counters: { sum: null, count: 6 } },
    "Authentication was asked for, without a challenge if the issuer agrees, because the issuer and the acquirer are " +
      "under the same rules, the card paid too much and too often since its last authentication, no fraud band of the " +
      "acquirer is configured, and no exemption applies; since its last authentication the card paid 6 times here, a sum " +
      "not known for want of a rate; amounts were compared by the exchange rates of 2026-11-20 (made up for tests), " +
      "0 days old; the issuer bears fraud once authenticated, and a soft decline is answered with a challenge.",
  ],
  [
    { riskScore: 55, riskSignals: ["card-velocity", "time-zone-foreign"] },
    "Authentication was asked for, without a challenge if the issuer agrees, because the issuer and the acquirer are " +
      "under the same rules, the amount is above the low-value limit, the risk score is too high for the acquirer's risk " +
      "analysis, many tries came with this card, the browser's clock is set to another part of the world, and no " +
      "exemption applies; the issuer bears fraud once authenticated, and a soft decline is answered with a challenge.",
  ],
  [
    { riskScore: 80, riskSignals: ["radar"] },
    "A challenge was asked for because the issuer and the acquirer are under the same rules, the risk score reached our " +
      "limit for a challenge, and Stripe Radar scored it so; the issuer bears fraud once authenticated.",
  ],
  [
    { amount: gbp(200_00), at: new Date("2026-11-21T15:00:00Z") },
    "Authentication was asked for, without a challenge if the issuer agrees, because the issuer and the acquirer are " +
      "under the same rules, the amount is above the low-value limit, no fraud band of the acquirer is configured, and " +
      "no exemption applies; amounts were compared by the exchange rates of 2026-11-20 (made up for tests), 1 day old; " +
      "the issuer bears fraud once authenticated, and a soft decline is answered with a challenge.",
  ],
  [
    { provider: "stripe", amount: eur(200_00) },
    "Whether to use the risk-analysis exemption was left to Stripe because the issuer and the acquirer are under the " +
      "same rules, the amount is above the low-value limit, the risk is low and the amount within the provider's own " +
      "limit, and this provider cannot be asked for an exemption; who bears fraud depends on what the provider does, " +
      "and a soft decline is answered with a challenge.",
  ],
  [
    { provider: "paypal", trustedBeneficiary: true },
    "Whether to use the trusted-payee exemption was left to PayPal because the issuer and the acquirer are under the " +
      "same rules, the cardholder listed us as a trusted payee, and this provider cannot be asked for an exemption; who " +
      "bears fraud depends on what the provider does, and a soft decline is answered with a challenge.",
  ],
  [
    { issuerCountry: null },
    "Authentication was asked for, without a challenge if the issuer agrees, because the issuer's country is not known, " +
      "which counts as in scope, the amount is above the low-value limit, no fraud band of the acquirer is configured, " +
      "and no exemption applies; the issuer bears fraud once authenticated, and a soft decline is answered with a " +
      "challenge.",
  ],
  [
    { authenticatedByWallet: true },
    "Nothing more was asked for because the issuer and the acquirer are under the same rules, and the shopper's wallet " +
      "authenticated them on their device; the issuer bears fraud once authenticated, and a soft decline is answered " +
      "with a challenge.",
  ],
  [
    { priorSoftDecline: true, riskScore: 0 },
    "A challenge was asked for because the issuer and the acquirer are under the same rules, and the issuer asked for " +
      "authentication; the issuer bears fraud once authenticated.",
  ],
  [
    { initiator: "mail-or-phone", session: "none" },
    "No authentication was asked for because the order was taken by mail or telephone; we bear fraud, and after a soft " +
      "decline the shopper must come back.",
  ],
  [
    { issuerCountry: "US", policy },
    "The issuer was sent data only because the card was issued outside the EEA, the UK and Switzerland, and the issuer " +
      "is sent the data of an authentication without asking for one; we bear fraud, and a soft decline is answered with " +
      "a challenge.",
  ],
  [
    { cardProduct: "corporate", corporateProcess: true },
    "Adyen was asked for the secure-corporate exemption because the issuer and the acquirer are under the same rules, " +
      "and a corporate card is used in a dedicated corporate process; we bear fraud, and a soft decline is answered " +
      "with a challenge.",
  ],
  [
    { agreement: { kind: "recurring", stage: "following", amount: "fixed", authenticated: true } },
    "Whether to use the recurring-payment exemption was left to Adyen because the issuer and the acquirer are under the " +
      "same rules, it repeats an authenticated payment of the same amount, and this provider cannot be asked for an " +
      "exemption; who bears fraud depends on what the provider does, and a soft decline is answered with a challenge.",
  ],
])("the console reads a decision in one sentence (%#)", (changes, sentence) => {
  expect(explain(decideAuthentication(someInput(changes)))).toBe(sentence);
});
