import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Writes the check as a package of one file and no dependency, for Node 20 and later, which takes no types away by itself:
 * `npm publish` or `npx` take the folder. Answers the path of the program in it.
 */
export async function packEdgeCheck(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const program = "evertill-edge-check.mjs";
  await build({
    entryPoints: [join(import.meta.dirname, "main.ts")],
    outfile: join(folder, program),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  const description = {
    name: "evertill-edge-check",
    version: "1.0.0",
    description:
      "Checks from outside whether the cache in front of a Next site keeps its representations apart",
    license: "MIT",
    type: "module",
    bin: { "evertill-edge-check": program },
    engines: { node: ">=20" },
  };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
  return join(folder, program);
}
