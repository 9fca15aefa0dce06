import { spawn } from "node:child_process";
import { join } from "node:path";

/** Runs one of the project's own commands to its end; gives its exit code and everything it said. */
export function runCommand(
  root: string,
  [program, ...words]: readonly [string, ...string[]],
  variables: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  const bin = join(root, "node_modules/.bin");
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      env: {
        ...process.env,
        ...variables,
        PATH: `${bin}:${process.env["PATH"] ?? ""}`,
        FORCE_COLOR: "0",
        NO_COLOR: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    child.stderr.on("data", (chunk) => (output += String(chunk)));
    child.once("error", (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
