import { expect, test } from "vitest";
import { chooseLocale } from "./choose-locale.ts";

test.each([
  [null, "en-gb"],
  ["fr-FR,fr;q=0.9", "en-gb"],
  ["de-CH,de;q=0.9,en;q=0.8", "de-de"],
  ["en-US,en;q=0.9", "en-us"],
  ["fr, de;q=0.5, en-us;q=0.7", "en-us"],
  ["*;q=0.1", "en-gb"],
])("a browser that asks for %s gets %s", (header, path) => {
  expect(chooseLocale(header).path).toBe(path);
});
