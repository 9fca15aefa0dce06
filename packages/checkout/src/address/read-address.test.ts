import { expect, test } from "vitest";
import type { Address } from "../api/contract.ts";
import { english } from "../copy/english.ts";
import { territoryOf } from "../tax/territories.ts";
import { readAddress } from "./read-address.ts";
import { isInState } from "./us-postcodes.ts";
import { zonesOf } from "./zones.ts";

const read = (address: Partial<Address>) =>
  readAddress(
    { firstName: "Ada", lastName: "Byron", address1: "1 Row", city: "Town", country: "GB", ...address },
    english,
  );

test("a postcode is kept in its country's one spelling, whatever was typed", () => {
  const spellings = [
    ["GB", "sw1a2aa", "SW1A 2AA"],
    ["FI", "AX-22100", "22100"],
    ["DE", "D-27498", "27498"],
    ["ES", "３５００１", "35001"],
    ["FR", "F-97400", "97400"],
    ["IT", "I-23041", "23041"],
    ["US", "90210-1234", "90210-1234"],
  ];
  for (const [country = "", postcode, kept] of spellings)
    expect([country, read({ country, postcode })]).toMatchObject([country, { address: { postcode: kept } }]);
});

test("a place we cannot tax is found by any spelling of its postcode", () => {
  for (const [country = "", postcode] of [
    ["FI", "AX-22100"],
    ["DE", "D-27498"],
    ["ES", "ES 35001"],
    ["FR", "f97400"],
    ["IT", "I-23041"],
  ]) {
    const reading = read({ country, postcode });
    expect(reading.kind).toBe("address");
    if (reading.kind === "address")
      expect([country, territoryOf({ country, postcode: reading.address.postcode })?.percent]).toEqual([
        country,
        null,
      ]);
  }
});

test("no postcode of the country, no zone of it, or two that are not of one place are refused in words", () => {
  expect(read({ postcode: "12345" })).toMatchObject({
    field: "postcode",
    message: "Enter a postcode such as SE22 8DL",
  });
  expect(read({ postcode: "G1" })).toMatchObject({ kind: "invalid", field: "postcode" });
  expect(read({})).toMatchObject({ kind: "invalid", field: "postcode" });
  expect(read({ country: "US", zone: "ZZ", postcode: "10001" })).toMatchObject({ field: "zone" });
  expect(read({ country: "US", zone: "OR", postcode: "10001" })).toMatchObject({ field: "postcode" });
  expect(read({ country: "US", zone: "NY", postcode: "10001" }).kind).toBe("address");
  expect(read({ country: "AE", postcode: "" }).kind).toBe("address");
});

test("every state has postcodes, and none has another's", () => {
  for (const { code } of zonesOf("US")) {
    const own = Array.from({ length: 1_000 }, (_, prefix) => String(prefix).padStart(3, "0")).filter(
      (prefix) => isInState(`${prefix}01`, code),
    );
    expect([code, own.length > 0 && own.length < 100]).toEqual([code, true]);
  }
  expect(isInState("90210", "NY")).toBe(false);
});
