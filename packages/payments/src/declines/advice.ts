/** What a provider or a card network says about trying again. It outranks the code: the same code comes with different advice. */
export type Advice =
  | { readonly kind: "never"; readonly because: string }
  | { readonly kind: "new-details"; readonly because: string }
  | { readonly kind: "later"; readonly because: string };

/** Stripe's own `advice_code` (docs.stripe.com/declines/codes, 2026-11). */
const stripeAdvice: Readonly<Record<string, Advice>> = {
  do_not_try_again: { kind: "never", because: "Stripe advises not to try again." },
  confirm_card_data: { kind: "new-details", because: "Stripe advises to check the card's details." },
  try_again_later: { kind: "later", because: "Stripe advises to try again later." },
};

/**
 * Mastercard's merchant advice codes. Stripe hands them on as `network_advice_code`, Adyen as `merchantAdviceCode`, PayPal as
 * `payment_advice_code`. 43 (a virtual card for many uses) is information, not advice.
 */
export const networkAdvice: Readonly<Record<string, Advice | null>> = {
  "01": { kind: "new-details", because: "Mastercard advises to ask for new card details (01)." },
  "02": { kind: "later", because: "Mastercard advises to try again later (02)." },
  "03": { kind: "never", because: "Mastercard advises not to try again (03)." },
  "04": { kind: "never", because: "Mastercard misses what a token payment must carry (04)." },
  "21": { kind: "never", because: "The cardholder stopped recurring payments (21)." },
  "22": { kind: "never", because: "We do not qualify for the product code (22)." },
  "24": { kind: "later", because: "Mastercard advises to try again after 1 hour (24)." },
  "25": { kind: "later", because: "Mastercard advises to try again after 24 hours (25)." },
  "26": { kind: "later", because: "Mastercard advises to try again after 2 days (26)." },
  "27": { kind: "later", because: "Mastercard advises to try again after 4 days (27)." },
  "28": { kind: "later", because: "Mastercard advises to try again after 6 days (28)." },
  "29": { kind: "later", because: "Mastercard advises to try again after 8 days (29)." },
  "30": { kind: "later", because: "Mastercard advises to try again after 10 days (30)." },
  "40": { kind: "never", because: "A prepaid card that cannot be topped up (40)." },
  "41": { kind: "never", because: "A virtual card for one use (41)." },
  "42": { kind: "never", because: "Mastercard advises not to try again (42)." },
  "43": null,
  "99": { kind: "never", because: "Mastercard advises not to try again (99)." },
};

/** With Visa, PayPal uses these for a cardholder who stopped one payment, all payments, or all on this card. */
const visaStops: ReadonlySet<string> = new Set(["02", "03", "21"]);

export function adviceOf(said: {
  readonly adviceCode: string | null;
  readonly networkAdviceCode: string | null;
  readonly brand: string | null;
}): Advice | null {
  const advices = [
    said.adviceCode === null ? null : lookUp(stripeAdvice, said.adviceCode),
    said.networkAdviceCode === null ? null : fromNetwork(said.networkAdviceCode, said.brand),
  ].filter((advice) => advice !== null);
  // When two disagree, the one that forbids more is followed.
  return strictness.flatMap((kind) => advices.find((advice) => advice.kind === kind) ?? [])[0] ?? null;
}

const strictness = ["never", "new-details", "later"] as const satisfies readonly Advice["kind"][];

function fromNetwork(code: string, brand: string | null): Advice | null {
  if (brand?.toLowerCase() !== "visa") return lookUp(networkAdvice, code);
  return visaStops.has(code)
    ? { kind: "never", because: `The cardholder stopped payments at Visa (${code}).` }
    : null;
}

function lookUp(table: Readonly<Record<string, Advice | null>>, code: string): Advice | null {
  return Object.hasOwn(table, code) ? (table[code] ?? null) : null;
}
