import type { PostalAddress } from "../cart-document.ts";

export type FormatOptions = { readonly withName?: boolean | null; readonly withCompany?: boolean | null };

// Countries of the seed and their neighbours that write the postal code before the town.
const codeFirst = new Set(
  "AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IT LI LT LU LV NL NO PL PT RO SE SI SK TR".split(" "),
);
// … and those that give it a line of its own.
const codeAlone = new Set(["GB", "IE"]);
const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** English, as Shopify answers whatever the language: "Germany". Null for an unknown code. */
export function countryName(code: string | null): string | null {
  return code && /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? null) : null;
}

export function fullName({
  firstName,
  lastName,
}: Pick<PostalAddress, "firstName" | "lastName">): string | null {
  return joined(" ", firstName, lastName) || null;
}

/** The lines of a label. By default with the company and without the name, as Shopify does. */
export function formatAddress(address: PostalAddress, options: FormatOptions = {}): readonly string[] {
  const { address1, address2, countryCode } = address;
  return [
    options.withName ? fullName(address) : null,
    options.withCompany === false ? null : address.company,
    address1,
    address2,
    ...townLines(address),
    countryName(countryCode),
  ].filter((line): line is string => Boolean(line));
}

/** "Ottawa ON, Canada". */
export function formatArea({ city, provinceCode, countryCode }: PostalAddress): string | null {
  return joined(", ", joined(" ", city, provinceCode), countryName(countryCode)) || null;
}

/** Parts that are there, with a separator between them. */
export function joined(separator: string, ...parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(separator);
}

function townLines({ city, provinceCode, countryCode, zip }: PostalAddress): readonly string[] {
  if (countryCode && codeFirst.has(countryCode)) return [joined(" ", zip, city, provinceCode)];
  if (countryCode && codeAlone.has(countryCode)) return [joined(" ", city, provinceCode), zip ?? ""];
  return [joined(" ", city, provinceCode, zip)];
}
