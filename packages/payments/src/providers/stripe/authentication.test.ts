import { expect, test } from "vitest";
import { authenticationOf } from "../../authentication/authentication-of.ts";
import { decideAuthentication } from "../../authentication/decide-authentication.ts";
import type { AuthenticationInput } from "../../authentication/decision.ts";
import { eur, someInput } from "../../authentication/testing/some-input.ts";
import { stripeAuthentication } from "./authentication.ts";

function wire(changes: Partial<AuthenticationInput>): object {
  const decision = decideAuthentication(someInput({ provider: "stripe", ...changes }));
  return stripeAuthentication(authenticationOf(decision));
}

const asked = (request_three_d_secure: string) => ({
  payment_method_options: { card: { request_three_d_secure } },
});
const series = { stage: "following", amount: "fixed", authenticated: true } as const;
const collected = (kind: "recurring" | "installment" | "unscheduled") =>
  ({ initiator: "merchant", session: "none", agreement: { ...series, kind } }) as const;

test.each([
  ["nothing where the card is out of scope", { issuerCountry: "US" }, asked("automatic")],
  ["no exemption for a low value", { amount: eur(10_00) }, asked("automatic")],
  ["no exemption for a trusted payee", { trustedBeneficiary: true }, asked("automatic")],
  ["nothing beside what a wallet did", { authenticatedByWallet: true }, asked("automatic")],
  ["authentication", {}, asked("any")],
  ["a challenge for the risk", { riskScore: 90 }, asked("challenge")],
  ["a challenge after a soft decline", { priorSoftDecline: true }, asked("challenge")],
  [
    "nothing of a shopper on the telephone",
    { initiator: "mail-or-phone", session: "none" },
    { payment_method_options: { card: { moto: true } } },
  ],
  [
    "nothing of a shopper who is not there, in a series",
    collected("recurring"),
    {
      off_session: "recurring",
      error_on_requires_action: true,
      payment_method_options: { card: { stored_credential_usage: "recurring" } },
    },
  ],
  [
    "nothing of a shopper who is not there, for an instalment",
    collected("installment"),
    {
      off_session: "recurring",
      error_on_requires_action: true,
      payment_method_options: { card: { stored_credential_usage: "installment" } },
    },
  ],
  [
    "nothing of a shopper who is not there, now and then",
    collected("unscheduled"),
    {
      off_session: "one_off",
      error_on_requires_action: true,
      payment_method_options: { card: { stored_credential_usage: "unscheduled" } },
    },
  ],
] as const)("Stripe is asked for %s", (_what, changes, expected) => {
  expect(wire(changes)).toEqual(expected);
});

test("no exemption and no data-only flow can be put into words at Stripe", () => {
  const words = JSON.stringify(
    (["none", "automatic", "data-only"] as const).map((ask) =>
      stripeAuthentication({ ask, exemption: "low-value" }),
    ),
  );
  expect(words).not.toMatch(/exempt|low/);
});
