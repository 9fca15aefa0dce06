import type { Address } from "../api/contract.ts";
import type { Copy } from "../copy/copy.ts";
import { postcodeFact, readPostcode } from "./postcode.ts";
import { isInState } from "./us-postcodes.ts";
import { zonesOf } from "./zones.ts";

export type AddressReading =
  | { readonly kind: "address"; readonly address: Address }
  /** `field` is a part of the address; `message` is in the shopper's language. */
  | { readonly kind: "invalid"; readonly field: "postcode" | "zone"; readonly message: string };

/**
 * An address as its country writes it: the postcode in its one spelling, the zone one that exists, and the two of one place.
 * Tax and delivery hang on both, so they are judged here whatever the page let through.
 */
export function readAddress(address: Address, copy: Copy): AddressReading {
  const { country } = address;
  const fact = postcodeFact(country);
  const typed = address.postcode ?? "";
  const postcode = readPostcode(typed, country);
  if (fact && (typed === "" || postcode === null))
    return { kind: "invalid", field: "postcode", message: copy.address.postcode(fact.example) };
  const zones = zonesOf(country);
  const { zone } = address;
  if (zone && zones.length > 0 && !zones.some(({ code }) => code === zone))
    return { kind: "invalid", field: "zone", message: copy.address.zone };
  if (country === "US" && zone && postcode && !isInState(postcode, zone))
    return { kind: "invalid", field: "postcode", message: copy.address.postcodeElsewhere };
  return { kind: "address", address: postcode ? { ...address, postcode } : address };
}
