import type { AddressSuggestions } from "@evertill/checkout";
import { suggestedPlaceSchema } from "@evertill/checkout/api";
import { z } from "zod";

const answerSchema = z.object({ places: z.array(suggestedPlaceSchema) });
/** Whoever types does not wait for us; an answer that comes later helps nobody. */
const deadlineMs = 1_000;
const suggestionsMax = 5;

/**
 * A look-up service that answers `GET url?typed=…&country=GB` with `{"places": [{address1, address2?, city, zone?, postcode?,
 * country}]}`. When it is silent, late or answers something else, nothing is suggested and the fields stay plain.
 */
export function httpSuggestions(
  url: string,
  { onSilence }: { onSilence: (error: unknown) => void },
): AddressSuggestions {
  return {
    async suggest(typed, country) {
      try {
        const address = new URL(url);
        address.search = new URLSearchParams({ typed, country }).toString();
        const response = await fetch(address, { signal: AbortSignal.timeout(deadlineMs) });
        if (!response.ok) throw new Error(`The look-up service answered ${response.status}`);
        const { places } = answerSchema.parse(await response.json());
        return places.filter((place) => place.country === country).slice(0, suggestionsMax);
      } catch (error) {
        onSilence(error);
        return [];
      }
    },
  };
}
