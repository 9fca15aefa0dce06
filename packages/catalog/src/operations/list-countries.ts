import { currencyCode, type CurrencyCode } from "@evertill/money";
import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const listCountriesDocument = /* GraphQL */ `
  query ListCountries($country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    localization {
      availableCountries {
        isoCode
        currency {
          isoCode
        }
      }
    }
  }
`;

const answer = z.object({
  localization: z.object({
    availableCountries: z.array(
      z.object({ isoCode: z.string(), currency: z.object({ isoCode: currencyCode }) }),
    ),
  }),
});

/** The countries the shop sells to, ISO 3166-1 alpha-2, with the currency of each. */
export function listCountries(transport: StorefrontTransport) {
  return async (
    context: CallContext,
  ): Promise<readonly { readonly code: string; readonly currency: CurrencyCode }[]> => {
    const data = await transport.read({
      operation: "ListCountries",
      document: listCountriesDocument,
      variables: inContext(context),
      data: answer,
      deadlineMs: context.deadlineMs,
    });
    return data.localization.availableCountries.map(({ isoCode, currency }) => ({
      code: isoCode,
      currency: currency.isoCode,
    }));
  };
}
