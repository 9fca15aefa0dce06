/** Parts of a country in which its standard rate does not hold, found by postcode (spaces removed, upper case). */
export type Territory = {
  readonly country: string;
  readonly postcode: RegExp;
  /** Where its postcode is, or was, other towns' too: theirs are none of the territory. */
  readonly city?: RegExp;
  readonly name: string;
  /** Null: we cannot charge what applies there, so we do not sell there. */
  readonly percent: string | null;
};

/**
 * Council Directive 2006/112/EC, articles 6 and 104 to 105, and for GB the Value Added Tax Act 1994; postcodes as in the sources of
 * the rates. Northern Ireland (BT) stays under the EU's rules for goods, but a sale from Great Britain to a consumer there
 * bears UK VAT at the same rate, so it needs no entry.
 */
export const territories: readonly Territory[] = [
  { country: "AT", postcode: /^(6691|699[123])$/, name: "Jungholz / Mittelberg", percent: "19" },
  { country: "DE", postcode: /^78266$/, name: "Büsingen am Hochrhein", percent: null },
  { country: "DE", postcode: /^27498$/, name: "Helgoland", percent: null },
  { country: "ES", postcode: /^(35|38)\d{3}$/, name: "Canarias", percent: null },
  { country: "ES", postcode: /^51\d{3}$/, name: "Ceuta", percent: null },
  { country: "ES", postcode: /^52\d{3}$/, name: "Melilla", percent: null },
  { country: "FI", postcode: /^22\d{3}$/, name: "Åland", percent: null },
  // 980 is Monaco, which counts as France (article 7).
  { country: "FR", postcode: /^(97\d|98[4-9])\d{2}$/, name: "France d'outre-mer", percent: null },
  { country: "GB", postcode: /^(JE|GY)\d/, name: "Channel Islands", percent: null },
  { country: "GB", postcode: /^BF/, name: "BFPO", percent: null },
  { country: "GR", postcode: /^63086$/, name: "Άγιο Όρος (Mount Athos)", percent: null },
  { country: "IT", postcode: /^22061$/, name: "Campione d'Italia", percent: null },
  { country: "IT", postcode: /^22060$/, city: /campione/i, name: "Campione d'Italia", percent: null },
  { country: "IT", postcode: /^23041$/, name: "Livigno", percent: null },
  { country: "IT", postcode: /^23030$/, city: /livigno/i, name: "Livigno", percent: null },
  { country: "PT", postcode: /^9[0-4]\d/, name: "Madeira", percent: null },
  { country: "PT", postcode: /^9[5-9]\d/, name: "Açores", percent: null },
];

export function territoryOf({
  country,
  postcode,
  city = "",
}: {
  readonly country: string;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
}): Territory | undefined {
  const plain = (postcode ?? "").replaceAll(/[\s-]/g, "").toUpperCase();
  return territories.find(
    (territory) =>
      territory.country === country && territory.postcode.test(plain) && (territory.city?.test(city) ?? true),
  );
}
