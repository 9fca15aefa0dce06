import type { Locale } from "@evertill/money";
import { english, type Words } from "./english.ts";
import { german } from "./german.ts";

/** The words of a locale's language. A language nobody wrote is an error of ours, not English by accident. */
export function wordsOf({ language }: Pick<Locale, "language">): Words {
  switch (language) {
    case "EN":
      return english;
    case "DE":
      return german;
    default:
      throw new Error(`No words for the language ${language}: add a dictionary beside english.ts`);
  }
}
