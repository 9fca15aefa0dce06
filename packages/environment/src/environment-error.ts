/** One variable that keeps an app from starting. */
export type Problem = {
  readonly variable: string;
  readonly reason: string;
  readonly example: string | undefined;
};

/** Lists everything that is wrong at once, so that nobody fixes one variable to be told of the next. */
export class EnvironmentError extends Error {
  readonly problems: readonly Problem[];

  constructor(app: string, problems: readonly Problem[]) {
    const lines = problems.map(
      ({ variable, reason, example }) =>
        `  ${variable}: ${reason}${example === undefined ? "" : `. Example: ${variable}=${example}`}`,
    );
    super(
      [
        `${app} cannot start: ${problems.length} of its settings ${problems.length === 1 ? "needs" : "need"} attention.`,
        ...lines,
        "  Every variable is explained in .env.example.",
      ].join("\n"),
    );
    this.name = "EnvironmentError";
    this.problems = problems;
  }
}
