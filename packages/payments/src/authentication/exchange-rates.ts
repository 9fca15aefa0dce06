import { type CurrencyCode, type Money, minorUnitsOf, money } from "@evertill/money";

/** Dated rates, as a central bank publishes them: so many units of a currency for one unit of the base. */
export type ExchangeRates = {
  readonly on: Date;
  readonly source: string;
  readonly base: CurrencyCode;
  /** Decimal strings ("0.8712"), so that no digit is lost on the way. */
  readonly perBase: Readonly<Record<string, string>>;
};

const dayMs = 86_400_000;

/** Where rates come from. Null where there are none; how old they may be is not its concern. Never rejects. */
export type RateSource = () => Promise<ExchangeRates | null>;

/** Rates to go by: those of the future and those too old to trust are no rates. */
export function currentRates({
  rates,
  at,
  policy,
}: {
  readonly rates: ExchangeRates | null;
  readonly at: Date;
  readonly policy: { readonly ratesMaxAgeDays: number };
}): ExchangeRates | null {
  if (rates === null) return null;
  const ageMs = at.getTime() - rates.on.getTime();
  return ageMs >= 0 && ageMs <= policy.ratesMaxAgeDays * dayMs ? rates : null;
}

/** Whole days since rates were published, negative for those of the future. */
export function ageInDays({ on }: ExchangeRates, at: Date): number {
  return Math.floor((at.getTime() - on.getTime()) / dayMs);
}

/**
 * What an amount is in another currency, rounded up to its minor unit: a limit is never met by rounding.
 * Null when the rates do not know one of the two.
 */
export function convertUp(amount: Money, to: CurrencyCode, rates: ExchangeRates): Money | null {
  const from = rateOf(amount.currency, rates);
  const into = rateOf(to, rates);
  if (from === null || into === null) return null;
  const numerator = BigInt(amount.amountMinor) * into.digits * 10n ** BigInt(from.scale + minorUnitsOf(to));
  const denominator = from.digits * 10n ** BigInt(into.scale + minorUnitsOf(amount.currency));
  return money(Number((numerator + denominator - 1n) / denominator), to);
}

type Rate = { readonly digits: bigint; readonly scale: number };

function rateOf(code: CurrencyCode, { base, perBase }: ExchangeRates): Rate | null {
  if (code === base) return { digits: 1n, scale: 0 };
  const match = /^(\d+)(?:\.(\d+))?$/.exec(perBase[code] ?? "");
  const [, whole = "", fraction = ""] = match ?? [];
  const digits = BigInt(whole + fraction);
  return digits === 0n ? null : { digits, scale: fraction.length };
}
