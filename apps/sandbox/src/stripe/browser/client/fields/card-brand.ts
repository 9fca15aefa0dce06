/** A card scheme as the fields know it: how its numbers begin, how long they are and how they are grouped. */
export type Brand = {
  readonly name: string;
  readonly label: string;
  readonly begins: RegExp;
  readonly lengths: readonly number[];
  readonly groups: readonly number[];
  readonly codeLength: number;
};

const fours = [4, 4, 4, 4, 3];

const known: readonly Brand[] = [
  { name: "visa", label: "Visa", begins: /^4/, lengths: [16], groups: fours, codeLength: 3 },
  {
    name: "mastercard",
    label: "Mastercard",
    begins: /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/,
    lengths: [16],
    groups: fours,
    codeLength: 3,
  },
  {
    name: "amex",
    label: "American Express",
    begins: /^3[47]/,
    lengths: [15],
    groups: [4, 6, 5],
    codeLength: 4,
  },
  {
    name: "discover",
    label: "Discover",
    begins: /^(6011|64[4-9]|65)/,
    lengths: [16],
    groups: fours,
    codeLength: 3,
  },
  {
    name: "diners",
    label: "Diners Club",
    begins: /^3(0[0-5]|[689])/,
    lengths: [14, 16],
    groups: [4, 6, 4],
    codeLength: 3,
  },
  { name: "jcb", label: "JCB", begins: /^35/, lengths: [16], groups: fours, codeLength: 3 },
  {
    name: "unionpay",
    label: "UnionPay",
    begins: /^(62|81)/,
    lengths: [16, 17, 18, 19],
    groups: fours,
    codeLength: 3,
  },
];

export const unknownBrand: Brand = {
  name: "unknown",
  label: "",
  begins: /^/,
  lengths: [16],
  groups: fours,
  codeLength: 3,
};

/** The brand that the first digits belong to. */
export function brandOf(digits: string): Brand {
  return known.find(({ begins }) => begins.test(digits)) ?? unknownBrand;
}

export function longest({ lengths }: Brand): number {
  return Math.max(...lengths);
}
