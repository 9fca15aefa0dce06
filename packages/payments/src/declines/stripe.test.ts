import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { declineFor, reviewedDeclines } from "./decline-for.ts";
import { stripeDeclineCodes } from "./stripe.ts";
import { codesOfNoCard } from "./testing/codes-of-no-card.ts";

const published = new URL("../../../../../shared/data/cards/stripe-decline-codes.json", import.meta.url);

test("all 50 published decline codes of Stripe are reviewed", () => {
  expect(Object.keys(stripeDeclineCodes)).toHaveLength(50);
});

test.skipIf(!existsSync(published))(
  "no Stripe code of the collected list is missing from the table (needs ../shared)",
  () => {
    const { codes } = JSON.parse(readFileSync(published, "utf8")) as { codes: Record<string, unknown> };
    const missing = Object.keys(codes).filter((code) => !(code in reviewedDeclines.stripe));
    expect(missing).toEqual([]);
  },
);

test("every code of a payment error in the SDK is reviewed, or known to be of no card; a new one is neither", () => {
  const types = new URL(import.meta.resolve("stripe")).href.replace(
    /[^/]+$/,
    "resources/PaymentIntents.d.ts",
  );
  const text = readFileSync(new URL(types), "utf8");
  const listed = /namespace LastPaymentError \{\s*type Code = ([^;]+);/.exec(text)?.[1] ?? "";
  const codes = [...listed.matchAll(/'(\w+)'/g)].map(([, code]) => code ?? "");
  const unreviewed = codes.filter((code) => !(code in reviewedDeclines.stripe));
  expect(unreviewed.toSorted()).toEqual(codesOfNoCard.toSorted());
});

test("every advice code in the SDK's own types is understood", () => {
  const types = new URL(import.meta.resolve("stripe")).href.replace(/[^/]+$/, "resources/Charges.d.ts");
  const listed = /type AdviceCode = ([^;]+);/.exec(readFileSync(new URL(types), "utf8"))?.[1] ?? "";
  const codes = [...listed.matchAll(/'(\w+)'/g)].map(([, code]) => code ?? "");
  expect(codes.length).toBeGreaterThan(2);
  const plain = declineFor({ provider: "stripe", code: "call_issuer" });
  for (const adviceCode of codes)
    expect(
      declineFor({ provider: "stripe", code: "call_issuer", adviceCode }),
      `advice ${adviceCode}`,
    ).not.toEqual(plain);
});

// What Stripe's test cards answer in test mode, as asserted by runs against it.
test.each([
  ["generic_decline", "try_again_later", { class: "transient", mayRetry: true }],
  ["insufficient_funds", "try_again_later", { class: "funds", mayRetry: false }],
  ["lost_card", "do_not_try_again", { class: "hard", mayRetry: false, mayGoElsewhere: false }],
  ["stolen_card", "do_not_try_again", { class: "hard", mayRetry: false, mayGoElsewhere: false }],
  ["expired_card", "confirm_card_data", { class: "data", mayRetry: true, mayGoElsewhere: false }],
  ["incorrect_cvc", "confirm_card_data", { class: "data", shopperMessage: "check-card-details" }],
  ["processing_error", "try_again_later", { class: "transient", mayGoElsewhere: true }],
  ["fraudulent", null, { class: "fraud", mayRetry: false, mayGoElsewhere: false, mayStepUp: false }],
] as const)("Stripe's %s with advice %s", (code, adviceCode, expected) => {
  expect(declineFor({ provider: "stripe", code, adviceCode })).toMatchObject({ ...expected, code });
});
