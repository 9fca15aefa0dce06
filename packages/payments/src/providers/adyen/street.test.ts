import { expect, test } from "vitest";
import { splitStreet } from "./street.ts";

test.each([
  ["12 St James's Square", "St James's Square", "12"],
  ["Torstraße 12a", "Torstraße", "12a"],
  ["Rue de Rivoli, 7 bis", "Rue de Rivoli", "7 bis"],
  ["221B Baker Street", "Baker Street", "221B"],
  ["The Old Mill", "The Old Mill", "N/A"],
])("%s is %s and %s", (line, street, houseNumberOrName) => {
  expect(splitStreet(line)).toEqual({ street, houseNumberOrName });
});
