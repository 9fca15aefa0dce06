import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkAddress, emptyDraft, moveDraft, takePlace } from "./address-draft.ts";
import { addressForm } from "./address-form.ts";
import { postcodeFact, readPostcode, zonesOf } from "@evertill/checkout/address";
import { addressLines } from "@evertill/checkout/address-lines";

const namesOf = (country: string) => addressForm(country).map((row) => row.map(({ name }) => name).join(" "));

test("a German form asks for postcode before town and for no state", () => {
  expect(namesOf("DE")).toEqual([
    "firstName lastName",
    "address1",
    "address2 company",
    "postcode city",
    "phone",
  ]);
});

test("a British form asks for town, then postcode", () => {
  expect(namesOf("GB").slice(3)).toEqual(["city postcode", "phone"]);
});

test("an American form asks for city, state and ZIP on one line, the state required", () => {
  expect(namesOf("US")[3]).toBe("city zone postcode");
  expect(
    addressForm("US")
      .flat()
      .find(({ name }) => name === "zone")?.required,
  ).toBe(true);
  expect(zonesOf("US").find(({ code }) => code === "CA")?.name).toBe("California");
});

test.each([
  ["sw1a2aa", "GB", "SW1A 2AA"],
  ["M1 1AE", "GB", "M1 1AE"],
  ["D-10557", "DE", "10557"],
  [" 10557 ", "DE", "10557"],
  ["90210-1234", "US", "90210-1234"],
  ["k1p1j1", "CA", "K1P 1J1"],
  ["00950", "PL", "00-950"],
  ["1065am", "NL", "1065 AM"],
  ["D02AF30", "IE", "D02 AF30"],
])("the postcode %j of %s is written %j", (typed, country, written) => {
  expect(readPostcode(typed, country)).toBe(written);
});

test.each([
  ["1055", "DE"],
  ["SW1A", "GB"],
  ["ABCDE", "US"],
  ["", "DE"],
])("%j cannot be a postcode of %s", (typed, country) => {
  expect(readPostcode(typed, country)).toBeNull();
});

test("a country without facts takes any postcode, or none", () => {
  expect(readPostcode("whatever 1", "AE")).toBe("WHATEVER 1");
  expect(
    addressForm("XK")
      .flat()
      .find(({ name }) => name === "postcode")?.required ?? false,
  ).toBe(false);
});

describe("a draft", () => {
  const berlin = {
    ...emptyDraft("DE"),
    firstName: "Ada",
    lastName: "Kern",
    address1: "Lehmweg 4",
    city: "Berlin",
    postcode: "d-10557",
  };

  test("that is complete becomes an address without empty fields", () => {
    expect(checkAddress(berlin)).toEqual({
      kind: "complete",
      address: {
        firstName: "Ada",
        lastName: "Kern",
        address1: "Lehmweg 4",
        city: "Berlin",
        postcode: "10557",
        country: "DE",
      },
    });
  });

  test("names each fault at its field", () => {
    expect(checkAddress({ ...berlin, lastName: " ", postcode: "12", phone: "1" })).toEqual({
      kind: "faulty",
      faults: { lastName: "missing", postcode: "postcode", phone: "too-short" },
    });
  });

  test("moved to another country keeps everything typed but a state that is not there", () => {
    const moved = moveDraft({ ...berlin, country: "US", zone: "CA" }, "GB");
    expect(moved).toEqual({ ...berlin, country: "GB", zone: "" });
  });
});

test("an address is written as its own country writes it, the country in the reader's language", () => {
  const address = {
    firstName: "Ada",
    lastName: "Kern",
    address1: "Lehmweg 4",
    city: "Berlin",
    postcode: "10557",
    country: "DE",
  };
  expect(addressLines(address, "en-GB")).toEqual(["Ada Kern", "Lehmweg 4", "10557 Berlin", "Germany"]);
});

const regions = join(import.meta.dirname, "../../../../../shared/specs/address/worldwide-regions.json");

describe.skipIf(!existsSync(regions))("against ../shared/specs/address (skipped where it is absent)", () => {
  type Region = { zip_example?: string; zones?: { code: string }[] };
  const facts = existsSync(regions)
    ? (JSON.parse(readFileSync(regions, "utf8")) as Record<string, Region>)
    : {};

  test("every published example postcode is taken by the country's pattern", () => {
    const refused = Object.entries(facts)
      .filter(([country, { zip_example }]) => postcodeFact(country) && zip_example)
      .filter(([country, { zip_example = "" }]) => readPostcode(zip_example, country) === null);
    expect(refused).toEqual([]);
  });

  test("the states to choose from are those published", () => {
    for (const country of ["US", "CA", "AU", "IT", "ES", "IE"]) {
      const published = (facts[country]?.zones ?? []).map(({ code }) => code).sort();
      expect(
        zonesOf(country)
          .map(({ code }) => code)
          .sort(),
      ).toEqual(published);
    }
  });
});

test("a suggested place fills the address and leaves who lives there, and no zone of another country behind", () => {
  const typed = {
    ...emptyDraft("US"),
    firstName: "Ada",
    phone: "+44 20 7946 0000",
    address1: "12 Fou",
    zone: "TX",
  };
  const place = { address1: "12 Foundry Lane", city: "Bristol", postcode: "BS3 9ZQ", country: "GB" };
  expect(takePlace(typed, place)).toEqual({
    ...emptyDraft("GB"),
    firstName: "Ada",
    phone: "+44 20 7946 0000",
    address1: "12 Foundry Lane",
    city: "Bristol",
    postcode: "BS3 9ZQ",
  });
});
