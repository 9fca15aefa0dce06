/** Runs once when the server starts: a wrong setting stops it there, before the first shopper meets it. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { checkEnvironment } = await import("./start/check-environment.ts");
  checkEnvironment();
}
