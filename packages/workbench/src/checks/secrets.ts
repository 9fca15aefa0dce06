/** Something that must not lie in the tree, a log or the database. */
export type Finding = { readonly where: string; readonly kind: string; readonly excerpt: string };

const patterns: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: "Stripe live key", pattern: /\b[sr]k_live_[A-Za-z0-9]{16,}/g },
  { kind: "Stripe test key", pattern: /\b[sr]k_test_(?!sandbox)[A-Za-z0-9]{16,}/g },
  { kind: "Stripe webhook secret", pattern: /\bwhsec_(?!sandbox)[A-Za-z0-9+/]{24,}/g },
  { kind: "Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b/g },
  { kind: "private key", pattern: /-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/g },
  { kind: "AWS key", pattern: /\bAKIA[0-9A-Z]{16}\b/g },
];

/** Digits of a card number, in one run or in groups of four as people type them. */
const cardShape =
  /(?<![\d.\w-])(?:\d{14,19}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5})(?![\d\w])/g;

/** Finds keys and, unless `cards` is false, card numbers. What is found is never repeated whole. */
export function findSecrets(
  where: string,
  text: string,
  { cards = true }: { cards?: boolean } = {},
): Finding[] {
  const keys = patterns.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(([found]) => ({ where, kind, excerpt: `${found.slice(0, 12)}…` })),
  );
  if (!cards) return keys;
  const numbers = [...text.matchAll(cardShape)]
    .map(([found]) => found.replace(/[ -]/g, ""))
    .filter((digits) => isCardNumber(digits))
    .map((digits) => ({ where, kind: "card number", excerpt: `${digits.slice(0, 6)}…${digits.slice(-4)}` }));
  return [...keys, ...numbers];
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
