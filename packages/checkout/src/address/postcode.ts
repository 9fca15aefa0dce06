type PostcodeFact = {
  /** What an address of the country must carry, in capitals and without the country's own prefix. */
  readonly pattern: RegExp;
  readonly example: string;
  /** Only digits: phones show the number pad. */
  readonly numeric: boolean;
  /** Puts the gap or hyphen where the country writes it; the pattern takes the code with or without. */
  readonly write?: (code: string) => string;
};

const digits = (pattern: RegExp, example: string): PostcodeFact => ({ pattern, example, numeric: true });
const split = (code: string, at: number, by: string): string => {
  const bare = code.replaceAll(/[\s-]/g, "");
  return `${bare.slice(0, at)}${by}${bare.slice(at)}`;
};

// Facts: patterns and examples by country (Shopify/worldwide, 2026, read beside the postal services' own descriptions).
const facts: Readonly<Record<string, PostcodeFact>> = {
  AT: digits(/^[1-9]\d{3}$/, "1010"),
  AU: digits(/^\d{4}$/, "2060"),
  BE: digits(/^[1-9]\d{3}$/, "4000"),
  BG: digits(/^[1-9]\d{3}$/, "1000"),
  CA: {
    pattern: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/,
    example: "K1P 1J1",
    numeric: false,
    write: (code) => split(code, 3, " "),
  },
  CH: digits(/^([1-8]\d{3}|9[0-9]\d{2})$/, "2544"),
  CY: digits(/^[1-9]\d{3}$/, "2008"),
  CZ: {
    pattern: /^[1-7]\d{2} ?\d{2}$/,
    example: "100 00",
    numeric: true,
    write: (code) => split(code, 3, " "),
  },
  DE: digits(/^\d{5}$/, "56068"),
  DK: digits(/^\d{4}$/, "8660"),
  EE: digits(/^[1-9]\d{4}$/, "69501"),
  ES: digits(/^[0-5]\d{4}$/, "28039"),
  FI: digits(/^\d{5}$/, "00550"),
  FR: digits(/^\d{5}$/, "34000"),
  GB: {
    pattern: /^[A-Z]{1,2}(\d[A-Z]?|\d\d) ?\d[A-Z]{2}$/,
    example: "SE22 8DL",
    numeric: false,
    write: (code) => split(code, code.replaceAll(/\s/g, "").length - 3, " "),
  },
  GR: {
    pattern: /^[1-8]\d{2} ?\d{2}$/,
    example: "151 24",
    numeric: true,
    write: (code) => split(code, 3, " "),
  },
  HR: digits(/^[1-5]\d{4}$/, "10000"),
  HU: digits(/^[1-9]\d{3}$/, "1037"),
  IE: {
    pattern: /^(D6W|[AC-FHKNPRT-Z]\d{2}) ?[0-9AC-FHKNPRT-Z]{4}$/,
    example: "D02 AF30",
    numeric: false,
    write: (code) => split(code, 3, " "),
  },
  IT: digits(/^\d{5}$/, "00144"),
  LI: digits(/^94[89]\d$/, "9496"),
  LT: digits(/^\d{5}$/, "04340"),
  LU: digits(/^\d{4}$/, "4750"),
  LV: digits(/^\d{4}$/, "1073"),
  MT: {
    pattern: /^[A-Z]{3} ?\d{4}$/,
    example: "VLT 1933",
    numeric: false,
    write: (code) => split(code, 3, " "),
  },
  NL: {
    pattern: /^[1-9]\d{3} ?[A-Z]{2}$/,
    example: "1065 AM",
    numeric: false,
    write: (code) => split(code, 4, " "),
  },
  NO: digits(/^\d{4}$/, "0025"),
  NZ: digits(/^\d{4}$/, "6001"),
  PL: { pattern: /^\d{2}-?\d{3}$/, example: "00-950", numeric: true, write: (code) => split(code, 2, "-") },
  PT: { pattern: /^\d{4}-?\d{3}$/, example: "2725-079", numeric: true, write: (code) => split(code, 4, "-") },
  RO: digits(/^\d{6}$/, "060274"),
  SE: {
    pattern: /^\d{3} ?\d{2}$/,
    example: "114 55",
    numeric: true,
    write: (code) => split(code, 3, " "),
  },
  SI: digits(/^[1-9]\d{3}$/, "4000"),
  SK: {
    pattern: /^[089]\d{2} ?\d{2}$/,
    example: "010 01",
    numeric: true,
    write: (code) => split(code, 3, " "),
  },
  US: { pattern: /^\d{5}(-\d{4})?$/, example: "90210", numeric: true },
};

export function postcodeFact(country: string): PostcodeFact | undefined {
  return facts[country];
}

/**
 * The postcode as the country writes it ("sw1a2aa" becomes "SW1A 2AA", "D-10557" becomes "10557"), or null when it cannot
 * be one. A country without facts takes anything.
 */
export function readPostcode(typed: string, country: string): string | null {
  const code = typed
    .normalize("NFKC")
    .trim()
    .toUpperCase()
    .replaceAll(/[\s‐-―]+/g, (gap) => (/\s/.test(gap) ? " " : "-"));
  const fact = facts[country];
  if (!fact) return code;
  const bare = fact.numeric ? code.replace(/^[A-Z]{1,3}[- ]?(?=\d)/, "") : code;
  const compact = bare.replaceAll(" ", "");
  const match = [bare, compact].find((candidate) => fact.pattern.test(candidate));
  if (match === undefined) return null;
  return fact.write ? fact.write(match) : match;
}
