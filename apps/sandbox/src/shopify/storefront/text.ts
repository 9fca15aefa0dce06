/** The words of an HTML text, as Shopify's `description` gives them. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll(/&#39;|&apos;/g, "'")
    .replaceAll("&nbsp;", " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ (?=[.,;:!?])/g, "")
    .trim();
}

/** Cut to at most `length` characters, at a word where possible, with "..." at the end, as Shopify's `truncateAt`. */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  const room = text.slice(0, Math.max(0, length - 3));
  const word = room.lastIndexOf(" ");
  return `${(word > 0 ? room.slice(0, word) : room).trimEnd()}...`;
}
