import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { authenticationOf } from "../../authentication/authentication-of.ts";
import { decideAuthentication } from "../../authentication/decide-authentication.ts";
import type { AuthenticationInput } from "../../authentication/decision.ts";
import { defaultAuthenticationPolicy } from "../../authentication/decision.ts";
import { eur, someInput } from "../../authentication/testing/some-input.ts";
import { adyenAuthentication } from "./authentication.ts";

function wire(changes: Partial<AuthenticationInput>): object {
  return adyenAuthentication(authenticationOf(decideAuthentication(someInput(changes))));
}

const native = { nativeThreeDS: "preferred" };
const exempt = (scaExemption: string) => ({
  shopperInteraction: "Ecommerce",
  additionalData: { scaExemption },
  authenticationData: { attemptAuthentication: "never", threeDSRequestData: native },
});
const challenge = {
  shopperInteraction: "Ecommerce",
  authenticationData: { attemptAuthentication: "always", threeDSRequestData: native },
  threeDS2RequestData: { threeDSRequestorChallengeInd: "04" },
};
const series = { stage: "following", amount: "fixed", authenticated: true } as const;
const collected = (kind: "recurring" | "installment" | "unscheduled") =>
  ({ initiator: "merchant", session: "none", agreement: { ...series, kind } }) as const;

const golden: readonly (readonly [string, Partial<AuthenticationInput>, object])[] = [
  [
    "nothing where the card is out of scope",
    { issuerCountry: "US" },
    { shopperInteraction: "Ecommerce", authenticationData: { threeDSRequestData: native } },
  ],
  [
    "the low-value exemption",
    { amount: eur(30_00), counters: { sum: eur(0), count: 0 } },
    exempt("lowValue"),
  ],
  [
    "the risk-analysis exemption",
    { amount: eur(50_00), acquirerFraudBand: { limit: eur(100_00), validUntil: new Date("2026-12-31") } },
    exempt("transactionRiskAnalysis"),
  ],
  ["the trusted-payee exemption", { trustedBeneficiary: true }, exempt("trustedBeneficiary")],
  [
    "the corporate exemption",
    { cardProduct: "corporate", corporateProcess: true },
    exempt("secureCorporate"),
  ],
  [
    "authentication",
    {},
    {
      shopperInteraction: "Ecommerce",
      authenticationData: { attemptAuthentication: "always", threeDSRequestData: native },
    },
  ],
  ["a challenge for the risk", { riskScore: 90 }, challenge],
  [
    "a challenge, and no exemption, after a soft decline",
    { priorSoftDecline: true, trustedBeneficiary: true },
    challenge,
  ],
  [
    "data only",
    { issuerCountry: "US", policy: { ...defaultAuthenticationPolicy, dataOnlyOutOfScope: true } },
    {
      shopperInteraction: "Ecommerce",
      authenticationData: { threeDSRequestData: { ...native, dataOnly: "true" } },
    },
  ],
  [
    "nothing of a shopper on the telephone",
    { initiator: "mail-or-phone", session: "none" },
    { shopperInteraction: "Moto" },
  ],
  [
    "nothing of a shopper who is not there, in a series",
    collected("recurring"),
    { shopperInteraction: "ContAuth", recurringProcessingModel: "Subscription" },
  ],
  [
    "nothing of a shopper who is not there, for an instalment",
    collected("installment"),
    { shopperInteraction: "ContAuth", recurringProcessingModel: "Subscription" },
  ],
  [
    "nothing of a shopper who is not there, now and then",
    collected("unscheduled"),
    { shopperInteraction: "ContAuth", recurringProcessingModel: "UnscheduledCardOnFile" },
  ],
];

test.each(golden)("Adyen is asked for %s", (_what, changes, expected) => {
  expect(wire(changes)).toEqual(expected);
});

const specification = new URL(
  "../../../../../../shared/specs/adyen/CheckoutService-v72.json",
  import.meta.url,
);

test.skipIf(!existsSync(specification))(
  "each field that Adyen is asked with is in its own specification, with that value (needs ../shared)",
  () => {
    const { components } = JSON.parse(readFileSync(specification, "utf8")) as { components: Components };
    for (const [what, changes] of golden)
      expect(strangersIn(wire(changes), "PaymentRequest", components), `asked for ${what}`).toEqual([]);
  },
);

test("the specification's check finds a field and a value that are not Adyen's", () => {
  const components: Components = {
    schemas: {
      PaymentRequest: {
        properties: { shopperInteraction: { enum: ["Moto"] }, inner: { $ref: "#/components/schemas/Inner" } },
      },
      Inner: { properties: {} },
    },
  };
  const body = { shopperInteraction: "Mail", inner: { unknown: 1 } };
  expect(strangersIn(body, "PaymentRequest", components)).toEqual(["shopperInteraction", "inner.unknown"]);
});

type Schema = {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
};
type Components = { readonly schemas: Readonly<Record<string, Schema>> };

/** Paths of a body that the schema does not know, or whose value is not among those it lists. */
function strangersIn(body: object, name: string, components: Components): string[] {
  const schema = components.schemas[name];
  return Object.entries(body).flatMap(([field, value]: [string, unknown]) => {
    // `additionalData` is a map whose known keys are kept in schemas of their own.
    if (field === "additionalData") return inside(value, "AdditionalData3DSecure", field, components);
    const property = schema?.properties?.[field];
    if (property === undefined) return [field];
    if (property.$ref) return inside(value, property.$ref.split("/").at(-1) ?? "", field, components);
    return property.enum && !property.enum.includes(String(value)) ? [field] : [];
  });
}

function inside(value: unknown, name: string, field: string, components: Components): string[] {
  return strangersIn(value as object, name, components).map((path) => `${field}.${path}`);
}
