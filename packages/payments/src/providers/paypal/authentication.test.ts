import { expect, test } from "vitest";
import { authenticationOf } from "../../authentication/authentication-of.ts";
import { decideAuthentication } from "../../authentication/decide-authentication.ts";
import type { AuthenticationInput } from "../../authentication/decision.ts";
import { eur, someInput } from "../../authentication/testing/some-input.ts";
import { paypalAuthentication } from "./authentication.ts";

const always = { attributes: { verification: { method: "SCA_ALWAYS" } } };
const whenRequired = { attributes: { verification: { method: "SCA_WHEN_REQUIRED" } } };
const series = { stage: "following", amount: "fixed", authenticated: true } as const;
const collected = (kind: "recurring" | "installment" | "unscheduled") =>
  ({ initiator: "merchant", session: "none", agreement: { ...series, kind } }) as const;
const stored = (paymentType: string) => ({
  storedCredential: { paymentInitiator: "MERCHANT", paymentType, usage: "SUBSEQUENT" },
});

test.each<[string, Partial<AuthenticationInput>, object]>([
  ["what it wants where the card is out of scope", { issuerCountry: "US" }, whenRequired],
  ["no exemption for a low value", { amount: eur(30_00), counters: { sum: eur(0), count: 0 } }, whenRequired],
  ["no exemption for a trusted payee", { trustedBeneficiary: true }, whenRequired],
  ["authentication", {}, always],
  ["a challenge for the risk", { riskScore: 90 }, always],
  ["a challenge after a soft decline", { priorSoftDecline: true }, always],
  ["nothing of a shopper on the telephone", { initiator: "mail-or-phone", session: "none" }, {}],
  ["nothing of a shopper who is not there, in a series", collected("recurring"), stored("RECURRING")],
  ["nothing of a shopper who is not there, for an instalment", collected("installment"), stored("RECURRING")],
  ["nothing of a shopper who is not there, now and then", collected("unscheduled"), stored("UNSCHEDULED")],
])("PayPal is asked for %s", (_what, changes, expected) => {
  const decision = decideAuthentication(someInput({ provider: "paypal", ...changes }));
  expect(paypalAuthentication(authenticationOf(decision))).toEqual(expected);
});
