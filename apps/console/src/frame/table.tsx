import type { ReactNode } from "react";

export type Row = {
  readonly key: string;
  readonly cells: readonly ReactNode[];
};

/**
 * A table that holds on a phone: there each row stands by itself, with the column's name before each value. The first
 * column is what the row is about. `numeric` names columns that are aligned by their digits.
 */
export function Table({
  caption,
  columns,
  numeric = [],
  rows,
  empty = "Nothing yet.",
}: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly numeric?: readonly string[];
  readonly rows: readonly Row[];
  readonly empty?: ReactNode;
}) {
  if (rows.length === 0) return <p className="cs-empty">{empty}</p>;
  const isNumeric = (column: string) => numeric.includes(column) || undefined;
  return (
    <table className="cs-table">
      <caption className="ds-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" data-numeric={isNumeric(column)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {columns.map((column, place) => (
              <td key={column} data-column={column} data-numeric={isNumeric(column)}>
                {cells[place]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
