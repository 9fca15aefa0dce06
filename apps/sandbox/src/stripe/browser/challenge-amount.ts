/** Where Stripe counts otherwise than the currency is written (docs.stripe.com/currencies, "Special cases", read 2026-11). */
const stripeDecimals: Readonly<Record<string, number>> = { isk: 2, ugx: 2 };

/** An amount in Stripe's minor units as a bank writes it: 1250 eur is €12.50, 500 jpy is ¥500. */
export function challengeAmount(units: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const decimals =
    stripeDecimals[currency.toLowerCase()] ?? format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(units / 10 ** decimals);
}
