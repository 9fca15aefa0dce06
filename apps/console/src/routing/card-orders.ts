/** Who takes cards under a rule, as the form offers it. */
export const cardOrders = {
  "stripe,adyen": "Stripe, then Adyen",
  "adyen,stripe": "Adyen, then Stripe",
  stripe: "Stripe alone",
  adyen: "Adyen alone",
} as const;
