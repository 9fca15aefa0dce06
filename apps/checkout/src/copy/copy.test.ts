import { locales } from "@evertill/money";
import { expect, test } from "vitest";
import { legalLinks, payButton, voiceFor, voiceOf } from "./copy-of.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";

type Leaf = { readonly path: string; readonly words: unknown };

function leaves(words: unknown, path = ""): Leaf[] {
  if (typeof words !== "object" || words === null) return [{ path, words }];
  return Object.entries(words).flatMap(([name, each]) => leaves(each, `${path}.${name}`));
}

// Names of single countries' fields may fall back to the general name.
const isOptional = ({ path }: Leaf) => /\.(postcodeIn|zoneIn)\./.test(path);

test.each([
  ["english", english],
  ["german", german],
])("%s says something everywhere", (_, copy) => {
  const silent = leaves(copy).filter(({ words }) => typeof words === "string" && words.trim() === "");
  expect(silent).toEqual([]);
});

test("both languages have the same words to say", () => {
  const paths = (copy: unknown) =>
    leaves(copy)
      .filter((leaf) => !isOptional(leaf))
      .map(({ path }) => path)
      .sort();
  expect(paths(german)).toEqual(paths(english));
});

test("no German sentence was left in English", () => {
  const inEnglish = new Map(leaves(english).map(({ path, words }) => [path, words]));
  const same = leaves(german).filter(
    ({ path, words }) => typeof words === "string" && words.includes(" ") && inEnglish.get(path) === words,
  );
  expect(same.map(({ path }) => path)).toEqual([".brand"]);
});

test.each([
  ["en-gb", "Pay £10.00 now", "Place order"],
  ["de-de", "Zahlungspflichtig bestellen", "Zahlungspflichtig bestellen"],
  ["en-us", "Pay £10.00", "Place order"],
])("the button of %s says what its law wants", (path, paid, free) => {
  expect(payButton(voiceOf(path), "£10.00", false)).toBe(paid);
  expect(payButton(voiceOf(path), "£0.00", true)).toBe(free);
});

test("terms, privacy and the way to give goods back can be read in every locale", () => {
  for (const { path } of locales) {
    const links = legalLinks(voiceOf(path), "https://shop.example");
    expect(links).toHaveLength(3);
    expect(links.every(({ href }) => href.startsWith(`https://shop.example/${path}/policies/`))).toBe(true);
  }
});

test("a page without a checkout speaks the browser's first language that we have", () => {
  expect(voiceFor("fr-FR,de;q=0.8,en;q=0.5").tag).toBe("de-DE");
  expect(voiceFor("fr").tag).toBe("en-GB");
  expect(voiceFor(null).tag).toBe("en-GB");
});
