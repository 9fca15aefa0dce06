/** Stripe's own test payment methods; a challenge wants a browser, and so no token of ours. */
export const testCards = {
  ok: "pm_card_visa",
  decline: "pm_card_visa_chargeDeclinedInsufficientFunds",
  challenge: "",
} as const;
