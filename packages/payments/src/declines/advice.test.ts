import { expect, test } from "vitest";
import { adviceOf } from "./advice.ts";

const silent = { adviceCode: null, networkAdviceCode: null, brand: null };

test.each([
  ["01", "new-details", "Mastercard advises to ask for new card details (01)."],
  ["02", "later", "Mastercard advises to try again later (02)."],
  ["03", "never", "Mastercard advises not to try again (03)."],
  ["04", "never", "Mastercard misses what a token payment must carry (04)."],
  ["21", "never", "The cardholder stopped recurring payments (21)."],
  ["22", "never", "We do not qualify for the product code (22)."],
  ["24", "later", "Mastercard advises to try again after 1 hour (24)."],
  ["25", "later", "Mastercard advises to try again after 24 hours (25)."],
  ["26", "later", "Mastercard advises to try again after 2 days (26)."],
  ["27", "later", "Mastercard advises to try again after 4 days (27)."],
  ["28", "later", "Mastercard advises to try again after 6 days (28)."],
  ["29", "later", "Mastercard advises to try again after 8 days (29)."],
  ["30", "later", "Mastercard advises to try again after 10 days (30)."],
  ["40", "never", "A prepaid card that cannot be topped up (40)."],
  ["41", "never", "A virtual card for one use (41)."],
  ["42", "never", "Mastercard advises not to try again (42)."],
  ["99", "never", "Mastercard advises not to try again (99)."],
])("the network's advice %s is: %s", (networkAdviceCode, kind, because) => {
  expect(adviceOf({ ...silent, networkAdviceCode })).toEqual({ kind, because });
  expect(adviceOf({ ...silent, networkAdviceCode, brand: "mastercard" })).toEqual({ kind, because });
});

test.each(["02", "03", "21"])("at Visa %s is a cardholder who stopped payments", (networkAdviceCode) => {
  expect(adviceOf({ ...silent, networkAdviceCode, brand: "Visa" })).toEqual({
    kind: "never",
    because: `The cardholder stopped payments at Visa (${networkAdviceCode}).`,
  });
});

test.each([
  ["do_not_try_again", "never", "Stripe advises not to try again."],
  ["confirm_card_data", "new-details", "Stripe advises to check the card's details."],
  ["try_again_later", "later", "Stripe advises to try again later."],
])("Stripe's advice %s is: %s", (adviceCode, kind, because) => {
  expect(adviceOf({ ...silent, adviceCode })).toEqual({ kind, because });
});

test("what is no advice is none", () => {
  expect(adviceOf(silent)).toBeNull();
  for (const code of ["43", "00", "", "constructor"]) {
    expect(adviceOf({ ...silent, networkAdviceCode: code })).toBeNull();
    expect(adviceOf({ ...silent, adviceCode: code })).toBeNull();
  }
  expect(adviceOf({ ...silent, networkAdviceCode: "24", brand: "visa" })).toBeNull();
});
