/** Something that must not lie in the tree, a log or the database. */
export type Finding = { readonly where: string; readonly kind: string; readonly excerpt: string };

const patterns: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: "Stripe live key", pattern: /\b[sr]k_live_[A-Za-z0-9]{16,}/g },
  { kind: "Stripe test key", pattern: /\b[sr]k_test_(?!sandbox)[A-Za-z0-9]{16,}/g },
  { kind: "Stripe webhook secret", pattern: /\bwhsec_(?!sandbox)[A-Za-z0-9+/]{24,}/g },
  { kind: "Shopify token", pattern: /\bshp(?:at|ca|it|pa|ss|tka|ua)_[a-fA-F0-9]{32}\b/g },
  { kind: "Adyen API key", pattern: /(?<![\w+/])AQE[A-Za-z0-9+/]{30,}={0,2}-[A-Za-z0-9+/]{20,}/g },
  {
    kind: "Adyen HMAC key",
    // 64 hexadecimal digits alone may be any hash. The sandbox's own key spells "sandbox".
    pattern: /hmac_?key["']?\s*[:=]\s*["']?(?!73616e64626f78)[0-9a-f]{64}(?![0-9a-f])/gi,
  },
  { kind: "PayPal secret", pattern: /(?<![\w-])E(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{79}(?![\w-])/g },
  { kind: "PayPal access token", pattern: /(?<![\w-])A21AA[\w-]{60,}/g },
  { kind: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { kind: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/g },
  { kind: "private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g },
  { kind: "AWS key", pattern: /\bAKIA[0-9A-Z]{16}\b/g },
  { kind: "Google key", pattern: /\bAIza[\w-]{35}(?![\w-])/g },
  { kind: "Slack token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  {
    kind: "password in an address",
    // On this machine a password keeps nobody out; the word itself stands where an example is given.
    pattern:
      /\b(?:postgres(?:ql)?|smtps?|https?):\/\/[^\s:@/"'`]+:(?!password@)[^\s@/"'`${}]{6,}@(?!localhost\b|127\.0\.0\.1\b|\[::1\])/g,
  },
];

/** Digits of a card number, in one run or in groups as people type and scripts join them. */
const cardShape =
  /(?<![\d]|\d\.)(?:\d{14,19}|\d{4}([ .+\t\u00a0-]{1,2})\d{4}\1\d{4}\1\d{2,4}(?:\1\d{1,3})?|\d{4}([ .+\t\u00a0-]{1,2})\d{6}\2\d{4,5})(?!\d|\.\d)/g;

/** Finds keys and, unless `cards` is false, card numbers, each once. What is found is never repeated whole. */
export function findSecrets(
  where: string,
  text: string,
  { cards = true }: { cards?: boolean } = {},
): Finding[] {
  const keys = patterns.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(([found]) => ({ where, kind, excerpt: `${found.slice(0, 12)}…` })),
  );
  if (!cards) return keys;
  const numbers = new Set(spellings(text).flatMap(cardNumbersIn));
  return [
    ...keys,
    ...[...numbers].map((digits) => ({
      where,
      kind: "card number",
      excerpt: `${digits.slice(0, 6)}…${digits.slice(-4)}`,
    })),
  ];
}

function cardNumbersIn(text: string): string[] {
  return [...text.matchAll(cardShape)]
    .filter(({ 0: found, index }) => !isPartOfAnId(text, index, index + found.length))
    .map(([found]) => found.replaceAll(/\D/g, ""))
    .filter((digits) => isCardNumber(digits));
}

/** The text, and what it says when it is read as part of an address or a form, however often it was encoded. */
function spellings(text: string): string[] {
  const decoded = text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return decoded === text ? [text] : [text, ...spellings(decoded)];
}

/**
 * Ids and hashes mix digits with letters: a number beside such a mixture belongs to it. A word before it, as in `card_4…`
 * or after the `\n` of an escaped line, or one that follows, does not hide it.
 */
function isPartOfAnId(text: string, start: number, end: number): boolean {
  const before = /[\w-]*$/.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? "";
  const after = /^[\w-]*/.exec(text.slice(end, end + 40))?.[0] ?? "";
  const grouped = !/^\d+$/.test(text.slice(start, end));
  const touching = /^[A-Za-z0-9]*/.exec(after)?.[0] ?? "";
  if (before !== "" && touching !== "") return true;
  // The groups of a UUID are digits too, now and then.
  return /\d/.test(grouped ? before + after : (before.split(/[_-]/).at(-1) ?? "") + touching);
}

/** A number of a card scheme's range and length whose check digit is right. Ids and times rarely are all three. */
export function isCardNumber(digits: string): boolean {
  return schemes.some((scheme) => scheme.test(digits)) && passesLuhn(digits);
}

const schemes: readonly RegExp[] = [
  /^4\d{15}(?:\d{3})?$/, // Visa; its 13-digit cards are long gone and look like article numbers
  /^(?:5[1-5]\d{14}|2(?:2[2-9]\d|[3-6]\d{2}|7[01]\d|720)\d{12})$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(?:6011|65\d{2}|64[4-9]\d)\d{12}$/, // Discover
  /^3(?:0[0-5]|[68]\d)\d{11}$/, // Diners Club
  /^35(?:2[89]|[3-8]\d)\d{12}$/, // JCB
  /^62\d{14,17}$/, // UnionPay
  /^220[0-4]\d{12}$/, // Mir
  /^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])\d{10,15}$/, // Maestro; 12 and 13 digits are no longer issued
];

function passesLuhn(digits: string): boolean {
  const total = digits
    .split("")
    .toReversed()
    .reduce((sum, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return sum + (value > 9 ? value - 9 : value);
    }, 0);
  return total % 10 === 0;
}
