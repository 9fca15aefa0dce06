/** Why a command of the sandbox could not do its work, and what to do, in one sentence for the terminal. */
export function explain(error: unknown, databaseUrl: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND") {
    const { host } = new URL(databaseUrl);
    return `Postgres does not answer at ${host}: leave npm start running in another terminal, or name another database in SANDBOX_DATABASE_URL.`;
  }
  if (code === "ENOENT" && error instanceof Error && "path" in error)
    return `There is no ${String(error.path)}: check the name.`;
  if (code === "EISDIR") return "That is a folder: name the CSV file in it.";
  return error instanceof Error ? error.message : String(error);
}
