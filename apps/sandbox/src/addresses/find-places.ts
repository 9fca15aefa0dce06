import { streets, type Street } from "./streets.ts";

export type Place = {
  readonly address1: string;
  readonly city: string;
  readonly zone?: string;
  readonly postcode: string;
  readonly country: string;
};

const placesMax = 5;

/** Streets that begin with what was typed, with the house number that was typed, before or after the street. */
export function findPlaces(typed: string, country: string): readonly Place[] {
  const number = /\d+[a-z]?\b/i.exec(typed)?.[0] ?? "";
  const begun = typed.replace(number, "").trim().toLocaleLowerCase();
  if (begun.length < 2) return [];
  return (streets[country] ?? [])
    .filter(({ name }) => name.toLocaleLowerCase().startsWith(begun))
    .slice(0, placesMax)
    .map((street) => placeOf(street, number, country));
}

function placeOf({ name, ...place }: Street, number: string, country: string): Place {
  const words = country === "DE" ? [name, number] : [number, name];
  return { address1: words.filter((word) => word !== "").join(" "), ...place, country };
}
