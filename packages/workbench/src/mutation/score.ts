/** What is read of Stryker's report (mutation testing elements, schema 2). */
export type MutationReport = {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
};

export type MutationScore = { readonly killed: number; readonly alive: number; readonly percent: number };

/** How many mutants of a folder the tests noticed. A folder without mutants scores nothing: it was not looked at. */
export function scoreOf(files: MutationReport["files"], folder: string): MutationScore {
  const statuses = Object.entries(files)
    .filter(([path]) => path.startsWith(`${folder}/`))
    .flatMap(([, { mutants }]) => mutants.map(({ status }) => status));
  const count = (...wanted: readonly string[]) => statuses.filter((status) => wanted.includes(status)).length;
  const killed = count("Killed", "Timeout");
  const alive = count("Survived", "NoCoverage");
  return { killed, alive, percent: killed + alive === 0 ? 0 : (100 * killed) / (killed + alive) };
}
