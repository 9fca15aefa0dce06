import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../testing/origin.ts";
import { packEdgeCheck } from "./pack.ts";
import { startCache, type TestCache } from "./testing/cache.ts";
import { type Site, startSite } from "./testing/next-site.ts";

/** A stranger's Node takes no types away: the oldest on the path that is new enough, which may be the project's own. */
const versions = (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => {
  const { stdout } = spawnSync(join(folder, "node"), ["-p", "process.versions.node"], { encoding: "utf8" });
  const major = Number((stdout ?? "").split(".")[0]);
  return major >= 20 ? [{ node: join(folder, "node"), major }] : [];
});
const oldest = versions.toSorted((one, other) => one.major - other.major)[0]?.node ?? process.execPath;

const folder = mkdtempSync(join(tmpdir(), "evertill-edge-check-"));
let program = "";
let site: Site;
let cache: TestCache;
beforeAll(async () => {
  program = await packEdgeCheck(folder);
  const clock = { now: Date.now() };
  site = await startSite(clock);
  cache = await startCache(site.url, clock, { ignoresVary: true, ignoresRscParameter: true });
});
afterAll(async () => {
  await Promise.all([site.close(), cache.close()]);
  rmSync(folder, { recursive: true, force: true });
});

function run(...words: string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(oldest, [program, ...words], { cwd: folder });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (err += String(chunk)));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

describe("the packed check", () => {
  test(
    "finds what is wrong, for a program to read, and says so by its exit code",
    { timeout: 60_000 },
    async () => {
      const { code, out, err } = await run(`${cache.url}/en-gb/products/lamp`, "--only", "apart", "--json");
      expect([code, err]).toEqual([1, ""]);
      const report = JSON.parse(out) as { faults: number; results: { check: string; findings: object[] }[] };
      expect(report.faults).toBeGreaterThan(0);
      expect(report.results.find(({ check }) => check === "apart")?.findings).not.toEqual([]);
    },
  );

  test("names what it was not told well, and what does not answer", async () => {
    const wrong: [string[], RegExp][] = [
      [[], /Name one page/],
      [["shop.example"], /"shop.example" is no address/],
      [["https://shop.example", "--header", "x"], /"x" is no header/],
      [["https://shop.example", "--nothing"], /--nothing/],
      [[`http://127.0.0.1:${await freePort()}/`], /cannot be reached: nothing listens there/],
    ];
    for (const [words, says] of wrong) {
      const { code, err } = await run(...words);
      expect([code, err]).toEqual([2, expect.stringMatching(says)]);
    }
  });
});
