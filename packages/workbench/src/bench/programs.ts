import { spawnSync } from "node:child_process";

/** Programs a run needs beside Node, with the Debian package each comes in. */
const packages = {
  varnishd: "varnish varnish-modules",
  nginx: "nginx-light",
  wrk: "wrk",
  taskset: "util-linux",
} as const;
export type Program = keyof typeof packages;

/** Throws one error that names what is missing and the command that installs it. */
export function requirePrograms(programs: readonly Program[]): void {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) return;
  const wanted = missing.map((program) => packages[program]).join(" ");
  throw new Error(`This needs ${missing.join(", ")}: apt-get install --no-install-recommends ${wanted}`);
}

export function isInstalled(program: Program): boolean {
  return spawnSync(program, ["-V"], { stdio: "ignore" }).error === undefined;
}
