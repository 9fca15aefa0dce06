/**
 * Adyen wants the number of a house apart from its street, our addresses have both in one line: "12 St James's Square",
 * "Torstraße 12a", "Rue de Rivoli, 7 bis". What has none is "N/A", which Adyen's own plugins send.
 */
export function splitStreet(line: string): { readonly street: string; readonly houseNumberOrName: string } {
  const text = line.trim();
  const before = /^(\d+\s?[a-z]?(?:[-/]\d+[a-z]?)?),?\s+(.+)$/i.exec(text);
  if (before) return { houseNumberOrName: before[1] ?? "", street: before[2] ?? "" };
  const after = /^(.+?),?\s+(\d+\s?(?:bis|ter|[a-z])?(?:[-/]\d+[a-z]?)?)$/i.exec(text);
  if (after) return { street: after[1] ?? "", houseNumberOrName: after[2] ?? "" };
  return { street: text, houseNumberOrName: "N/A" };
}
