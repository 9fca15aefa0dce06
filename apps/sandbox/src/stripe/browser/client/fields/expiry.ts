export type ExpiryProblem =
  | "incomplete_expiry"
  | "invalid_expiry_month"
  | "invalid_expiry_year_past"
  | "invalid_expiry_year";
export type Expiry = { readonly month: number; readonly year: number };

const furthestYears = 50;

/** Up to four digits, month and year, of what was typed, pasted or filled in: 2, 12/34, 12 / 2034, 2034-12. */
export function expiryDigits(text: string): string {
  const iso = /^\s*(20\d\d)-(\d\d)\s*$/.exec(text);
  if (iso) return `${iso[2]}${iso[1]?.slice(2)}`;
  const [month = "", year = ""] = text.split(/[^\d]+/).filter((part) => part !== "");
  if (year !== "" && month.length <= 2)
    return (month.padStart(2, "0") + (year.length === 4 ? year.slice(2) : year)).slice(0, 4);
  const digits = text.replace(/\D/g, "");
  const whole = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  return /^\d\d20\d\d$/.test(whole) ? whole.slice(0, 2) + whole.slice(4) : whole.slice(0, 4);
}

/** `1`, `12 / `, `12 / 3`: the slash comes by itself once the month is whole. */
export function writeExpiry(digits: string): string {
  return digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export function readExpiry(digits: string): Expiry {
  return { month: Number(digits.slice(0, 2)), year: 2_000 + Number(digits.slice(2)) };
}

export function judgeExpiry(digits: string, today: Date): ExpiryProblem | null {
  if (digits.length >= 2 && !isMonth(digits.slice(0, 2))) return "invalid_expiry_month";
  if (digits.length < 4) return "incomplete_expiry";
  const { month, year } = readExpiry(digits);
  const thisYear = today.getFullYear();
  if (year < thisYear || (year === thisYear && month < today.getMonth() + 1))
    return "invalid_expiry_year_past";
  return year > thisYear + furthestYears ? "invalid_expiry_year" : null;
}

function isMonth(digits: string): boolean {
  return Number(digits) >= 1 && Number(digits) <= 12;
}
