/** Runs once when the server starts: a wrong setting stops it there, before anybody meets it. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { checkEnvironment } = await import("./check-environment.ts");
  checkEnvironment();
}
