/** What is read of Stryker's report (mutation testing elements, schema 2). */
export type MutationReport = {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
};

export type MutationScore = { readonly killed: number; readonly alive: number; readonly percent: number };

/** How many mutants below a folder, or of a file, the tests noticed. Where nothing was mutated nothing is scored: it was not looked at. */
export function scoreOf(files: MutationReport["files"], below: string): MutationScore {
  const statuses = Object.entries(files)
    .filter(([path]) => path === below || path.startsWith(`${below}/`))
    .flatMap(([, { mutants }]) => mutants.map(({ status }) => status));
  const count = (...wanted: readonly string[]) => statuses.filter((status) => wanted.includes(status)).length;
  const killed = count("Killed", "Timeout");
  const alive = count("Survived", "NoCoverage");
  return { killed, alive, percent: killed + alive === 0 ? 0 : (100 * killed) / (killed + alive) };
}

/** Files with mutants, of which the tests notice too few. */
export function weakFiles(files: MutationReport["files"], leastPercent: number): readonly string[] {
  return Object.keys(files).filter((path) => {
    const { killed, alive, percent } = scoreOf(files, path);
    return killed + alive > 0 && percent < leastPercent;
  });
}
