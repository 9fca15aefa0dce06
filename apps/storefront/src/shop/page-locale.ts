import { findLocale, type Locale } from "@evertill/money";
import { notFound } from "next/navigation";
import { wordsOf } from "../words/words-of.ts";
import type { Words } from "../words/english.ts";

/** The locale of an internal path, and its words. The proxy lets no other through. */
export function pageLocale(path: string): { locale: Locale; words: Words } {
  const locale = findLocale(path);
  if (!locale) notFound();
  return { locale, words: wordsOf(locale) };
}
