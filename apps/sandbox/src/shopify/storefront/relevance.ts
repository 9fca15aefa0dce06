import { wordsOf } from "./search-query.ts";

/** A place to look in, and how much a hit there is worth. */
type Place = { readonly text: string; readonly weight: number };
/** How well the query is met; 0 when a word of it is nowhere. */
export type Matcher = (places: readonly Place[]) => number;

/** Compares a shopper's words with texts. Plural endings do not matter; `prefix: "last"` lets the last word be unfinished. */
export function matcher(query: string, { prefix }: { readonly prefix: "none" | "last" }): Matcher {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return () => 0;
  return (places) => {
    const known = places.map(({ text, weight }) => ({ words: wordsOf(text), weight }));
    const scores = wanted.map((word, index) => {
      const open = prefix === "last" && index === wanted.length - 1;
      return Math.max(0, ...known.map(({ words, weight }) => weight * likeness(word, words, open)));
    });
    return scores.includes(0) ? 0 : scores.reduce((total, score) => total + score, 0);
  };
}

function likeness(wanted: string, words: readonly string[], open: boolean): number {
  if (words.includes(wanted)) return 1;
  const stem = stemOf(wanted);
  if (words.some((word) => stemOf(word) === stem)) return 0.9;
  return open && words.some((word) => word.startsWith(wanted)) ? 0.7 : 0;
}

/** Without an English or German plural ending. */
function stemOf(word: string): string {
  return word.length > 3 ? word.replace(/(?:es|en|s|n|e)$/, "") : word;
}
