/** Why a row cannot be imported. `line` is 1-based, in the file; `column` is the header as the file writes it. */
export type Problem = { readonly line: number; readonly column: string; readonly reason: string };

export function describeProblem({ line, column, reason }: Problem): string {
  return `line ${line}, column "${column}": ${reason}`;
}
