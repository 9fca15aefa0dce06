import type { ImportedProduct } from "./product.ts";
import type { Row } from "./table.ts";

/** Rows by the handle they name, in the order of the file. A handle is what an address may hold. */
export function byHandle(
  rows: readonly Row[],
  names: readonly string[],
): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(
    rows.filter((row) => {
      const handle = row.text(...names);
      if (/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(handle)) return true;
      const reason = `"${handle}" is not a handle: letters, digits, hyphens and underscores`;
      row.refuse(names, handle === "" ? "a row needs the handle of its product" : reason);
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

/** Notes each row whose options another row of its product has already. */
export function refuseTwins(
  rows: readonly Row[],
  values: readonly (readonly string[])[],
  column: readonly string[],
): void {
  const taken = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const key = JSON.stringify(values[index]);
    const before = taken.get(key);
    if (before !== undefined) row.refuse(column, `line ${before} is the same variant of this product`);
    else taken.set(key, row.line);
  }
}

/** The file name at the end of an address or path. */
export function fileName(source: string): string {
  const path = source.replace(/[?#].*$/, "");
  return decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
}
