import { type Locale, locales } from "@evertill/money";

/** The locale that fits a browser's Accept-Language best; the first one when none does. */
export function chooseLocale(acceptLanguage: string | null): Locale {
  const [fallback] = locales;
  if (!fallback) throw new Error("The shop sells in no locale");
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(/;\s*q=/);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  for (const { tag } of wanted) {
    const found =
      locales.find(({ path }) => path === tag) ??
      locales.find(({ language }) => language.toLowerCase() === tag.split("-")[0]);
    if (found) return found;
  }
  return fallback;
}
