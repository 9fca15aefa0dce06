import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Names a build by what is in it: kept pages name files of the build that wrote them, and `RELEASE_ID` may be the same for
 * two. Next's own BUILD_ID is, as soon as a deployment id is given (16.4.6). With the version of Node, which reads what it wrote.
 */
export function buildIdentity(folder: string): string {
  const hash = createHash("sha256").update(process.version);
  const files = (below: string, isMeant: (name: string) => boolean) =>
    readdirSync(join(folder, below), { recursive: true, encoding: "utf8" })
      .filter((name) => isMeant(name))
      .sort();
  for (const name of files("static", () => true)) hash.update(name);
  for (const name of files("server", (file) => file.endsWith(".js")))
    hash.update(name).update(readFileSync(join(folder, "server", name)));
  return hash.digest("base64url").slice(0, 16);
}
