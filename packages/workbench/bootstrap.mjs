// Brings the project's own Node, package manager and packages to a machine that has only an older Node and npm.
// It runs before anything is installed, so it uses nothing but Node's own modules and runs on Node 20.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 20) {
  console.error(`Evertill needs Node 20 or later to begin; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const wanted = createHash("sha256");
for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"]) {
  wanted.update(readFileSync(join(root, file)));
}
const fingerprint = wanted.digest("hex");
const stamp = join(root, "node_modules/.bootstrap");
const installed =
  existsSync(stamp) &&
  readFileSync(stamp, "utf8") === fingerprint &&
  existsSync(join(root, "node_modules/.bin/node"));

if (!installed) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  console.log("• Installing packages (the first time takes about half a minute)");
  const install = spawnSync("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
    cwd: root,
    env: { ...process.env, CI: "true" },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (install.status !== 0) {
    console.error(`${install.stdout ?? ""}${install.stderr ?? ""}`);
    console.error(
      "The packages could not be installed. Is the npm registry reachable from here? Then try again.",
    );
    process.exit(1);
  }
  writeFileSync(stamp, fingerprint);
}
