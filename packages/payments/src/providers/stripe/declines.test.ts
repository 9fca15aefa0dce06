import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { declineFrom, stripeDeclines, stripeErrorCodes } from "./declines.ts";

const published = new URL("../../../../../../shared/data/cards/stripe-decline-codes.json", import.meta.url);

test("all 50 published decline codes are reviewed", () => {
  expect(Object.keys(stripeDeclines)).toHaveLength(50);
  for (const [code, { because, shopperMessage }] of Object.entries(stripeDeclines)) {
    expect(because.length, `decline code ${code}`).toBeGreaterThan(10);
    expect(shopperMessage, `decline code ${code}`).not.toBe("");
  }
});

test.skipIf(!existsSync(published))(
  "no code of the collected list is missing from the table (needs ../shared)",
  () => {
    const { codes } = JSON.parse(readFileSync(published, "utf8")) as { codes: Record<string, unknown> };
    const missing = Object.keys(codes).filter((code) => !(code in stripeDeclines));
    expect(missing).toEqual([]);
  },
);

test("card errors of the SDK's own list of codes that speak of a card are reviewed", () => {
  const types = new URL(import.meta.resolve("stripe")).href.replace(
    /[^/]+$/,
    "resources/PaymentIntents.d.ts",
  );
  const text = readFileSync(new URL(types), "utf8");
  const codes = /namespace LastPaymentError \{\s*type Code = ([^;]+);/.exec(text)?.[1] ?? "";
  const ofCards = [...codes.matchAll(/'(\w+)'/g)]
    .map(([, code]) => code ?? "")
    .filter((code) =>
      /^(card_declin|expired_card|incorrect_|invalid_(cvc|expiry|number)|processing_error|authentication_required|payment_intent_(authentication|payment_attempt))/.test(
        code,
      ),
    );
  expect(ofCards.length).toBeGreaterThan(8);
  const missing = ofCards.filter((code) => !(code in stripeDeclines) && !(code in stripeErrorCodes));
  expect(missing).toEqual([]);
});

test("lost, stolen and suspected cards read exactly as any refused card does", () => {
  const plain = declineFrom({ decline_code: "generic_decline" }).shopperMessage;
  for (const code of [
    "lost_card",
    "stolen_card",
    "pickup_card",
    "restricted_card",
    "fraudulent",
    "merchant_blacklist",
  ]) {
    expect(declineFrom({ decline_code: code }).shopperMessage, `decline code ${code}`).toBe(plain);
    expect(declineFrom({ decline_code: code }).mayRetry, `decline code ${code}`).toBe(false);
  }
});

test("Stripe's advice outranks the code, but never softens a lost card or suspected fraud", () => {
  const advised = (decline_code: string, advice_code: string) => declineFrom({ decline_code, advice_code });
  expect(advised("insufficient_funds", "do_not_try_again")).toMatchObject({ class: "hard", mayRetry: false });
  expect(advised("generic_decline", "confirm_card_data")).toMatchObject({
    class: "data",
    shopperMessage: "check-card-details",
  });
  expect(advised("generic_decline", "try_again_later")).toMatchObject({ class: "transient", mayRetry: true });
  expect(advised("insufficient_funds", "try_again_later").class).toBe("funds");
  expect(advised("stolen_card", "try_again_later")).toMatchObject({ class: "hard", mayRetry: false });
  expect(advised("fraudulent", "confirm_card_data").class).toBe("fraud");
});

test("an unknown code is a plain no", () => {
  expect(declineFrom({ decline_code: "brand_new_code" })).toMatchObject({
    class: "generic",
    mayRetry: false,
    shopperMessage: "try-another-card",
  });
});
