import { currency, formatMoney, money } from "@evertill/money";

/** A kind as a person reads it: "payment-unknown" is "payment unknown". */
export function plainly(kind: string): string {
  return kind.replaceAll("-", " ");
}

/** One thing a task knows, in words: an amount as money, a list by its members, all else as it stands. */
export function written(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(written).join(", ");
  return isAmount(value)
    ? formatMoney(money(value.amountMinor, currency(value.currency)), "en-GB")
    : JSON.stringify(value);
}

function isAmount(value: unknown): value is { readonly amountMinor: number; readonly currency: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "amountMinor" in value &&
    Number.isSafeInteger(value.amountMinor) &&
    "currency" in value &&
    typeof value.currency === "string"
  );
}
