import { expect, test } from "vitest";
import { abilitiesOf } from "./abilities.ts";
import { authenticationOf } from "./authentication-of.ts";
import { decideAuthentication } from "./decide-authentication.ts";
import type { AuthenticationInput } from "./decision.ts";
import { eur, someInput } from "./testing/some-input.ts";

const series = { kind: "installment", stage: "following", amount: "fixed", authenticated: true } as const;
const policy = { ...someInput().policy, dataOnlyOutOfScope: true };

test.each<[string, Partial<AuthenticationInput>, object]>([
  ["nothing, out of scope", { issuerCountry: "US" }, { ask: "automatic", exemption: null }],
  ["data", { issuerCountry: "US", policy }, { ask: "data-only", exemption: null }],
  ["an exemption", { trustedBeneficiary: true }, { ask: "none", exemption: "trusted-beneficiary" }],
  [
    "what the provider wants",
    { trustedBeneficiary: true, provider: "stripe" },
    { ask: "automatic", exemption: null },
  ],
  [
    "nothing beside what a wallet did",
    { authenticatedByWallet: true, riskScore: 99 },
    { ask: "automatic", exemption: null },
  ],
  ["authentication", {}, { ask: "authenticate", exemption: null }],
  ["a challenge", { riskScore: 99 }, { ask: "challenge", exemption: null }],
  [
    "nothing, on the telephone",
    { initiator: "mail-or-phone", session: "none" },
    { ask: "none", exemption: null, initiator: "mail-or-phone" },
  ],
  [
    "nothing, in a series",
    { initiator: "merchant", session: "none", agreement: series },
    { ask: "none", exemption: null, initiator: "installment" },
  ],
])("the port is asked for %s", (_what, changes, expected) => {
  expect(authenticationOf(decideAuthentication(someInput(changes)))).toStrictEqual(expected);
});

test("a decision that no provider could be told is told as none", () => {
  const decision = decideAuthentication(someInput({ trustedBeneficiary: true }));
  expect(authenticationOf({ ...decision, exemption: "recurring" } as typeof decision).exemption).toBeNull();
});

test("what a provider can be asked has a source, and its ceilings are amounts", () => {
  for (const { source } of Object.values(abilitiesOf)) expect(source.length).toBeGreaterThan(20);
  expect(abilitiesOf.stripe.riskAnalysisCeiling.EEA).toEqual(eur(250_00));
  expect(abilitiesOf.paypal).toMatchObject({
    dataOnly: false,
    exemptions: new Set(),
    riskAnalysisCeiling: {},
  });
});
