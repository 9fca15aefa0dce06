import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";

/** Path of a Chromium to drive: the one named by CHROMIUM, or the one that comes with the project. */
export async function chromiumPath(): Promise<string> {
  const named = process.env["CHROMIUM"];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist`);
  return named ?? (await sparticuz.executablePath());
}

/** The package's own `args` turn web security off, so they are never used. */
export const chromiumFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
