import { join } from "node:path";
import { buildSync } from "esbuild";

/**
 * Joins a module and all it imports into one classic script, in memory: there is no build step to forget. Node's own type
 * stripping was the rival; it does not join modules, and a vendor's loader wants one script that is there at once.
 */
export function joinScript(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2023",
    charset: "utf8",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** Joins the modules of a folder, each by its name, when they are first asked for. */
export function joinedOnce<Name extends string>(
  folder: string,
  entries: Readonly<Record<Name, string>>,
): () => Readonly<Record<Name, string>> {
  let joined: Readonly<Record<Name, string>> | undefined;
  return () => {
    joined ??= Object.fromEntries(
      Object.entries<string>(entries).map(([name, entry]) => [name, joinScript(join(folder, entry))]),
    ) as Record<Name, string>;
    return joined;
  };
}
