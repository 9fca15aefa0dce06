import type { ImportedProduct } from "./product.ts";
import type { Row } from "./table.ts";

/** Rows by the handle they name, in the order of the file. */
export function byHandle(
  rows: readonly Row[],
  names: readonly string[],
): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(
    rows.filter((row) => {
      if (row.text(...names) !== "") return true;
      row.refuse(names, "a row needs the handle of its product");
      return false;
    }),
    (row) => row.text(...names),
  );
}

/** "Matte Black" → "matte-black". */
export function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** The options of a product, from the value that each variant has for each option name. */
export function optionsOf(
  names: readonly string[],
  variants: readonly (readonly string[])[],
): ImportedProduct["options"] {
  return names.map((name, index) => {
    const values = [...new Set(variants.map((values) => values[index] ?? ""))].filter(
      (value) => value !== "",
    );
    return {
      name: { en: name },
      values: values.map((value) => ({ handle: value, name: { en: value }, swatch: null })),
    };
  });
}

/** The file name at the end of an address or path. */
export function fileName(source: string): string {
  const path = source.replace(/[?#].*$/, "");
  return decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
}
