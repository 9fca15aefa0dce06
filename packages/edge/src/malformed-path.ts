const next = "%[89AB][0-9A-F]";

/** What may stand where a character begins: ASCII, or the first bytes of UTF-8 that are neither too long nor surrogates. */
const beginnings = [
  "[0-7][0-9A-F]",
  `(?:C[2-9A-F]|D[0-9A-F])${next}`,
  `E0%[AB][0-9A-F]${next}`,
  `(?:E[1-9A-CEF])${next}${next}`,
  `ED%[89][0-9A-F]${next}`,
  `F0%[9AB][0-9A-F]${next}${next}`,
  `F[1-3]${next}${next}${next}`,
  `F4%8[0-9A-F]${next}${next}`,
];

/**
 * Matches a path, without its query, that is percent-encoded wrongly, which is what `decodeURIComponent` throws at, or that
 * holds "." or ".." as a part: browsers send none, and where it leads is read in one way by the door and in another behind it. The same
 * expression serves the door and Varnish, case-insensitively; it looks at each "%" alone, so that its cost grows with the
 * length and never faster.
 */
export const malformedPattern = [
  "/(?:\\.|%2E){1,2}(?:/|$)",
  `%(?!${beginnings.join("|")}|[89AB][0-9A-F])`,
  // A byte that goes on where none has begun.
  `(?<!%[CDEF][0-9A-F])(?<!%[EF][0-9A-F]${next})(?<!%F[0-9A-F]${next}${next})${next}`,
].join("|");

const malformed = new RegExp(malformedPattern, "i");

/** Whether nobody can tell which page an address means. Next would answer such a path with a bare 500. */
export function isMalformed(url: string): boolean {
  return malformed.test(url.split("?", 1)[0] ?? "");
}
