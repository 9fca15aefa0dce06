import { formatAddress } from "localized-address-format";
import { postcodeFact, zonesOf } from "@evertill/checkout/address";

export type AddressFieldName =
  | "firstName"
  | "lastName"
  | "company"
  | "address1"
  | "address2"
  | "city"
  | "zone"
  | "postcode"
  | "phone";

export type AddressFormField = {
  readonly name: AddressFieldName;
  readonly required: boolean;
  /** WHATWG autofill detail, without the `shipping` or `billing` section. */
  readonly autocomplete: string;
  readonly inputMode: "text" | "numeric" | "tel";
  readonly capitalize: "words" | "characters" | "off";
  readonly maxLength: number;
};

/** A line of the form; what a country writes on one line stands on one line. */
export type AddressFormRow = readonly AddressFormField[];

const marks = { city: "‹city›", zone: "‹zone›", postcode: "‹postcode›" } as const;

/**
 * The fields of a country's addresses in the order its people write them, by the country's postal format
 * (localized-address-format, Google's Address Data Service). Names come first everywhere: that is what shoppers know.
 */
export function addressForm(country: string): readonly AddressFormRow[] {
  const rows: readonly (readonly AddressFieldName[])[] = [
    ["firstName", "lastName"],
    ["address1"],
    ["address2", "company"],
    ...shortRows(postalRows(country)),
    ["phone"],
  ];
  return rows.map((row) => row.map((name) => field(name, country)));
}

/** Town and postcode are short: where an envelope gives each a line, the form still sets them side by side. */
function shortRows(rows: readonly AddressFieldName[][]): readonly AddressFieldName[][] {
  return rows.every((row) => row.length === 1) ? [rows.flat()] : rows;
}

function postalRows(country: string): AddressFieldName[][] {
  const lines = formatAddress({
    postalCountry: country,
    locality: marks.city,
    administrativeArea: marks.zone,
    postalCode: marks.postcode,
  });
  const rows = lines.flatMap((line) => rowsOf(line, country));
  // Shopify's cart asks for a town everywhere and for these countries' zones, even where mail is delivered without.
  const missing = (["city", "zone"] as const).filter(
    (name) => !rows.flat().includes(name) && (name === "city" || zonesOf(country).length > 0),
  );
  return missing.length > 0 ? [...rows, missing] : rows;
}

function rowsOf(line: string, country: string): AddressFieldName[][] {
  const names = (["city", "zone", "postcode"] as const)
    .filter((name) => line.includes(marks[name]))
    .filter((name) => name !== "zone" || zonesOf(country).length > 0)
    .sort((left, right) => line.indexOf(marks[left]) - line.indexOf(marks[right]));
  return names.length > 0 ? [names] : [];
}

const fixed: Readonly<Record<AddressFieldName, AddressFormField>> = {
  firstName: describe("firstName", true, "given-name", 60),
  lastName: describe("lastName", true, "family-name", 60),
  company: describe("company", false, "organization", 80),
  address1: describe("address1", true, "address-line1", 120),
  address2: describe("address2", false, "address-line2", 120),
  city: describe("city", true, "address-level2", 80),
  zone: describe("zone", true, "address-level1", 10),
  postcode: { ...describe("postcode", true, "postal-code", 16), capitalize: "characters" },
  phone: { ...describe("phone", false, "tel", 32), inputMode: "tel", capitalize: "off" },
};

function describe(
  name: AddressFieldName,
  required: boolean,
  autocomplete: string,
  maxLength: number,
): AddressFormField {
  return { name, required, autocomplete, maxLength, inputMode: "text", capitalize: "words" };
}

function field(name: AddressFieldName, country: string): AddressFormField {
  if (name !== "postcode") return fixed[name];
  const fact = postcodeFact(country);
  return {
    ...fixed.postcode,
    // A country we hold no facts about may have no postcodes at all.
    required: fact !== undefined,
    inputMode: fact?.numeric === true && country !== "US" ? "numeric" : "text",
  };
}
