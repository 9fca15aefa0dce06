import { fileName } from "./group.ts";
import type { Problem } from "./problem.ts";
import type { ImportedProduct } from "./product.ts";
import { isShopify, readShopify } from "./shopify-csv.ts";
import { isSpree, readSpree } from "./spree-csv.ts";
import { readTable, type Table } from "./table.ts";

export type ImportFile = {
  readonly csv: string;
  /** Spree's table of translations. */
  readonly translations?: string | undefined;
  /** The currency of prices where the file does not say it. */
  readonly currency: string;
  readonly now: Date;
  /** Names of the picture files that are at hand. */
  readonly pictures: ReadonlySet<string>;
};

export type ReadImport =
  | { readonly kind: "read"; readonly products: readonly ImportedProduct[] }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/** The products of a Shopify or Spree CSV, or every problem in it: one bad row refuses the whole file. */
export function readImport({ csv, translations, currency, now, pictures }: ImportFile): ReadImport {
  const table = readTable(csv);
  const translated = translations === undefined ? undefined : readTable(translations);
  const products = readProducts(table, { translated, currency, now });
  const problems = [
    ...table.problems,
    ...(translated?.problems ?? []),
    ...(products ? picturesMissing(table, pictures) : []),
  ];
  if (!products && problems.length === 0) return { kind: "refused", problems: [unknownHeaders(table)] };
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "read", products: products ?? [] };
}

function readProducts(
  table: Table,
  { translated, currency, now }: { translated: Table | undefined; currency: string; now: Date },
): readonly ImportedProduct[] | undefined {
  if (isShopify(table.headers)) return readShopify(table, { currency, now });
  if (isSpree(table.headers)) return readSpree(table, { translations: translated, now });
  return undefined;
}

function unknownHeaders({ headers }: Table): Problem {
  return {
    line: 1,
    column: headers[0] ?? "",
    reason:
      "these are neither the headers of Shopify's product CSV (Handle or URL handle, Title, …) nor of Spree's",
  };
}

const pictureColumns = ["Product image URL", "Image Src", "Variant image URL", "Variant Image", "image1_src"];

/** Each picture that is not at hand; without any folder the first one says it for all. */
function picturesMissing({ rows }: Table, pictures: ReadonlySet<string>): readonly Problem[] {
  const missing = rows.flatMap((row) =>
    pictureColumns.flatMap((column) => {
      const file = fileName(row.text(column));
      if (file === "" || pictures.has(file)) return [];
      return [
        {
          line: row.line,
          column,
          reason: `there is no picture "${file}": name its folder with --images DIR`,
        },
      ];
    }),
  );
  return pictures.size === 0 ? missing.slice(0, 1) : missing;
}
