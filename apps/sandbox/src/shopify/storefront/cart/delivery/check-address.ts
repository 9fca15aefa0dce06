import type { PostalAddress } from "../cart-document.ts";
import type { CartUserError } from "../outcome.ts";
import { countryName } from "./format-address.ts";

// Shopify asks for a province where the post does, and for a postal code nearly everywhere.
const withProvince = new Set(
  "AE AR AU BR CA CL CN CO EG ES HK ID IN IT JP KR MX MY NG NZ PE PH RO RU TH US ZA".split(" "),
);
const withoutPostalCode = new Set("AE AO BS BW CI FJ GH HK IE JM KE MO NG PA QA RW TT UG ZW".split(" "));

export type ValidationStrategy = "COUNTRY_CODE_ONLY" | "STRICT";

/** What is wrong with an address, in Shopify's order and words. */
export function checkAddress(
  address: PostalAddress,
  strategy: ValidationStrategy,
  field: readonly string[],
): readonly CartUserError[] {
  if (!countryName(address.countryCode))
    return [{ field: [...field, "countryCode"], message: "invalid value", code: "INVALID" }];
  if (strategy === "COUNTRY_CODE_ONLY") return [];
  return requirements(address.countryCode ?? "")
    .filter(({ name }) => !address[name]?.trim())
    .map(({ name, message }) => ({ field: [...field, name], message, code: "ADDRESS_FIELD_IS_REQUIRED" }));
}

type Requirement = { readonly name: keyof PostalAddress; readonly message: string };

function requirements(country: string): readonly Requirement[] {
  return [
    { name: "lastName", message: "A last name is required in order to continue." },
    { name: "address1", message: "An address is required in order to continue." },
    ...(withProvince.has(country)
      ? [{ name: "provinceCode", message: "The specified country requires a zone." } as const]
      : []),
    ...(withoutPostalCode.has(country)
      ? []
      : [
          {
            name: "zip",
            message: "Country specified requires a postal code in order to continue.",
          } as const,
        ]),
    { name: "city", message: "A city is required in order to continue." },
  ];
}
