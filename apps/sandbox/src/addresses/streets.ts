/** A made-up street in a real town. The postcode has the town's form and belongs to nobody we know of. */
export type Street = {
  readonly name: string;
  readonly city: string;
  readonly postcode: string;
  /** ISO 3166-2 subdivision without the country, where addresses have one. */
  readonly zone?: string;
};

/** Enough of each country that most beginnings find something and some find several. */
export const streets: Readonly<Record<string, readonly Street[]>> = {
  GB: [
    { name: "Foundry Lane", city: "Bristol", postcode: "BS3 9ZQ" },
    { name: "Foundry Row", city: "Sheffield", postcode: "S7 9ZX" },
    { name: "Kiln Yard", city: "Stoke-on-Trent", postcode: "ST6 9ZA" },
    { name: "Lantern Street", city: "Leeds", postcode: "LS7 9ZB" },
    { name: "Larch Walk", city: "Norwich", postcode: "NR3 9ZL" },
    { name: "Morel Court", city: "London", postcode: "SE22 9ZM" },
    { name: "Potters Rise", city: "Cardiff", postcode: "CF11 9ZP" },
    { name: "Willow Mews", city: "Edinburgh", postcode: "EH6 9ZW" },
  ],
  DE: [
    { name: "Laternenweg", city: "Hamburg", postcode: "22767" },
    { name: "Lehmgasse", city: "Köln", postcode: "50678" },
    { name: "Moosstraße", city: "München", postcode: "80469" },
    { name: "Ofenstraße", city: "Dresden", postcode: "01097" },
    { name: "Töpferallee", city: "Berlin", postcode: "10437" },
    { name: "Töpferweg", city: "Leipzig", postcode: "04275" },
  ],
  US: [
    { name: "Foundry Avenue", city: "Portland", postcode: "97209", zone: "OR" },
    { name: "Kiln Road", city: "Santa Fe", postcode: "87501", zone: "NM" },
    { name: "Lantern Street", city: "Austin", postcode: "78704", zone: "TX" },
    { name: "Lantern Way", city: "Sacramento", postcode: "95814", zone: "CA" },
    { name: "Willow Drive", city: "Ithaca", postcode: "14850", zone: "NY" },
  ],
};
