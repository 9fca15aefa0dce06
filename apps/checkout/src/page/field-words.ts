/** The server's words about one section's fields, by the fields' own names. */
export function fieldWordsOf(
  all: Readonly<Record<string, string>>,
  section: string,
): Readonly<Record<string, string>> {
  const start = `${section}.`;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([path]) => path.startsWith(start))
      .map(([path, words]) => [path.slice(start.length), words]),
  );
}
