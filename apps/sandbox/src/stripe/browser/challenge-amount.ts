/** An amount in Stripe's minor units as a bank writes it: 1250 eur is €12.50, 500 jpy is ¥500. */
export function challengeAmount(units: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(units / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
