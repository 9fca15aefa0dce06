import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "./problem.ts";

/** A row of a CSV file, read by any of a column's names; what is wrong with a cell is noted as a problem. */
export class Row {
  readonly line: number;
  readonly #cells: ReadonlyMap<string, string>;
  readonly #problems: Problem[];

  constructor(line: number, cells: ReadonlyMap<string, string>, problems: Problem[]) {
    this.line = line;
    this.#cells = cells;
    this.#problems = problems;
  }

  /** The trimmed cell of the first of these columns that the file has; "" when empty or absent. Names compare without case. */
  text(...names: readonly string[]): string {
    const header = this.#header(names);
    return header === undefined ? "" : (this.#cells.get(header) ?? "").trim();
  }

  /** A decimal string of at most two places; null when empty. */
  price(...names: readonly string[]): string | null {
    const text = this.text(...names);
    if (text === "") return null;
    if (/^\d+(\.\d{1,2})?$/.test(text)) return text;
    this.refuse(names, `"${text}" is not a price such as 12.50`);
    return null;
  }

  /** A whole number of at most 32 bits, which is what Shopify's `Int` holds; null when empty. */
  integer(...names: readonly string[]): number | null {
    const text = this.text(...names);
    if (text === "") return null;
    if (/^-?\d+$/.test(text) && Math.abs(Number(text)) <= 2_147_483_647) return Number(text);
    this.refuse(names, `"${text}" is not a whole number of at most 2147483647`);
    return null;
  }

  /** A number that is not negative; null when empty. */
  decimal(...names: readonly string[]): number | null {
    const text = this.text(...names);
    if (text === "") return null;
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    this.refuse(names, `"${text}" is not a number`);
    return null;
  }

  /** TRUE or FALSE in any case; `otherwise` when empty. */
  flag(otherwise: boolean, ...names: readonly string[]): boolean {
    const text = this.text(...names).toLowerCase();
    if (text === "true" || text === "false") return text === "true";
    if (text !== "") this.refuse(names, `"${text}" is neither TRUE nor FALSE`);
    return otherwise;
  }

  /** One of the words; `otherwise` when empty. */
  word<const Word extends string>(
    words: readonly Word[],
    otherwise: Word,
    ...names: readonly string[]
  ): Word {
    const text = this.text(...names).toLowerCase();
    const found = words.find((word) => word === text);
    if (!found && text !== "") this.refuse(names, `"${text}" is not one of ${words.join(", ")}`);
    return found ?? otherwise;
  }

  /** Notes what is wrong with one of these columns. */
  refuse(names: readonly string[], reason: string): void {
    this.#problems.push({ line: this.line, column: this.#header(names) ?? names[0] ?? "", reason });
  }

  /** Every header with its cell. */
  entries(): readonly (readonly [string, string])[] {
    return [...this.#cells];
  }

  #header(names: readonly string[]): string | undefined {
    const headers = [...this.#cells.keys()];
    for (const name of names) {
      const found = headers.find((header) => header.toLowerCase() === name.toLowerCase());
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export type Table = {
  readonly headers: readonly string[];
  readonly rows: readonly Row[];
  /** Grows while rows are read. */
  readonly problems: Problem[];
};

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** The rows of a CSV text with a header line. A text that is not CSV is a table without rows and with one problem. */
export function readTable(text: string): Table {
  const problems: Problem[] = [];
  try {
    const parsed = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as readonly Parsed[];
    const headers = (parsed[0]?.record ?? []).map((header) => header.trim());
    const rows = parsed.slice(1).map(({ record, info }) => {
      const cells = new Map(headers.map((header, index) => [header, record[index] ?? ""]));
      const row = new Row(firstLine(info.lines, record), cells, problems);
      for (const [header, cell] of cells) refuseUnreadable(row, header, cell);
      return row;
    });
    return { headers, rows, problems };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    return { headers: [], rows: [], problems: [{ line, column: "", reason: error.message }] };
  }
}

/** A character that was lost when the file was read stands as U+FFFD; control characters belong in no product. */
function refuseUnreadable(row: Row, header: string, cell: string): void {
  if (cell.includes("\ufffd"))
    row.refuse([header], "holds a character that is not UTF-8: save the file as CSV UTF-8");
  else if (/[^\P{Cc}\t\r\n]/u.test(cell)) row.refuse([header], "holds a control character");
}

/** csv-parse counts the line a record ends in; a quoted cell may hold several. */
function firstLine(lastLine: number, record: readonly string[]): number {
  return lastLine - record.reduce((breaks, cell) => breaks + (cell.match(/\n/g)?.length ?? 0), 0);
}
