/** How a group of checks went. `output` is shown when something failed or was skipped. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly output: string;
};

export type Check = { readonly name: string; readonly run: () => Promise<Tally> };

export const pass: Tally = { passed: 1, failed: 0, skipped: 0, output: "" };

export function fail(output: string): Tally {
  return { passed: 0, failed: 1, skipped: 0, output };
}

export function addUp(tallies: readonly Tally[]): Omit<Tally, "output"> {
  return tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}
