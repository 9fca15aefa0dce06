import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type SourceFile = { readonly path: string; readonly text: string };

/** Every file git tracks or would track, as paths from the root with forward slashes. */
export function listFiles(root: string): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"],
    { cwd: root, encoding: "utf8" },
  );
  const gone = new Set(
    execFileSync("git", ["ls-files", "--deleted"], { cwd: root, encoding: "utf8" }).split("\n"),
  );
  return listed.split("\n").filter((path) => path !== "" && !gone.has(path));
}

export function readSources(root: string): SourceFile[] {
  return listFiles(root)
    .filter(
      (path) => /^(apps|packages|e2e)\/.*\.([cm]?[jt]s|[jt]sx)$/.test(path) && !path.includes("/generated/"),
    )
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
