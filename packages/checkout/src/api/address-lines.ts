import { formatAddress } from "localized-address-format";
import type { Address } from "./contract.ts";

/** The address as it is written on an envelope in its own country, the country's name last, in the reader's language. */
export function addressLines(address: Address, languageTag: string): readonly string[] {
  const lines = formatAddress({
    postalCountry: address.country,
    name: [address.firstName, address.lastName].filter(Boolean).join(" "),
    organization: address.company ?? "",
    addressLines: [address.address1, address.address2 ?? ""].filter((line) => line !== ""),
    locality: address.city,
    administrativeArea: address.zone ?? "",
    postalCode: address.postcode ?? "",
  });
  return [...lines, countryName(address.country, languageTag)];
}

/** "DE" is "Germany" for one reader and „Deutschland“ for another. */
export function countryName(country: string, languageTag: string): string {
  return new Intl.DisplayNames([languageTag], { type: "region" }).of(country) ?? country;
}
