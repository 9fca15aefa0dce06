import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHouse, takeEmptyFolder } from "./house.ts";
import { readSettings } from "./settings.ts";
import { Supervisor } from "./supervisor.ts";

const address = "http://localhost:3000";

/** A run in a process of its own: takes the folder, starts one process, tells what became of it, and stays. */
const run = `
  import { Supervisor } from ${JSON.stringify(join(import.meta.dirname, "supervisor.ts"))};
  const supervisor = new Supervisor({ folder: process.argv[1], say: () => undefined, restart: false });
  const taken = await supervisor.takeFolder(${JSON.stringify(address)});
  if (taken.kind === "taken") {
    const command = ["sleep", "600"];
    const variables = { PATH: process.env.PATH };
    await supervisor.start({ name: "sleeper", command, workingFolder: "/", variables, isHealthy: async () => true });
  }
  console.log(JSON.stringify({ kind: taken.kind, sleeper: supervisor.processIds().get("sleeper") }));
  process.stdin.resume();
`;

let folder = "";
let children: ChildProcess[] = [];
let sleepers: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evertill-supervisor-"));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  for (const sleeper of sleepers) if (isAlive(sleeper)) process.kill(sleeper, "SIGKILL");
  [children, sleepers] = [[], []];
  rmSync(folder, { recursive: true, force: true });
});

async function startRun() {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", run, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { kind, sleeper = 0 } = JSON.parse(line) as { kind: string; sleeper?: number };
  if (sleeper > 0) sleepers.push(sleeper);
  return { child, kind, sleeper };
}

async function killed({ child }: { child: ChildProcess }): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

const take = () => new Supervisor({ folder, say: () => undefined, restart: false }).takeFolder(address);
const runFile = () => readFileSync(join(folder, "processes.json"), "utf8");

function stateOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && stateOf(pid)[0] !== "Z";
}

test("a folder whose run lives is left to it, and so are its processes", async () => {
  const { child, sleeper } = await startRun();
  const before = runFile();
  expect(await take()).toEqual({
    kind: "owned",
    owner: expect.objectContaining({ pid: child.pid, address }),
  });
  await expect(takeEmptyFolder(folder)).rejects.toThrow(`Another run already uses ${folder}: process`);
  expect(runFile()).toBe(before);
  expect(isAlive(sleeper)).toBe(true);
});

test("what a killed run left behind is ended", async () => {
  const before = await startRun();
  await killed(before);
  expect(isAlive(before.sleeper)).toBe(true);
  expect(await take()).toEqual({ kind: "taken", ended: 1 });
  expect(isAlive(before.sleeper)).toBe(false);
});

test("a killed run is not taken for the process that got its id", async () => {
  const { sleeper } = await startRun();
  writeFileSync(join(folder, "processes.json"), JSON.stringify({ ...JSON.parse(runFile()), startedAt: "1" }));
  expect(await take()).toEqual({ kind: "taken", ended: 1 });
  expect(isAlive(sleeper)).toBe(false);
});

test("a killed run that nobody has asked for yet does not count as living", async () => {
  // The shell becomes a program that never asks how its child ended, and is that before it ends.
  const parent = spawn("sh", ["-c", "sleep 2 & echo $!; exec sleep 600"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(parent);
  const [line] = (await once(createInterface(parent.stdout), "line")) as [string];
  const pid = Number(line);
  await expect.poll(() => stateOf(pid)[0], { timeout: 15_000 }).toBe("Z");
  const ended = { pid, startedAt: stateOf(pid)[19], address, groups: [] };
  writeFileSync(join(folder, "processes.json"), JSON.stringify(ended));
  expect(await take()).toEqual({ kind: "taken", ended: 0 });
});

test("of runs that start at once, one gets the folder", async () => {
  const runs = await Promise.all([startRun(), startRun(), startRun()]);
  expect(runs.map(({ kind }) => kind).toSorted()).toEqual(["owned", "owned", "taken"]);
});

test("a second start touches nothing of the shop that runs, and says how to stop it", async () => {
  const { child, sleeper } = await startRun();
  const before = runFile();
  const start = (given: Record<string, string>) =>
    openHouse(readSettings(given, folder), { say: () => undefined, restart: false, build: false });

  const second = start({});
  await expect(second).rejects.toThrow(`already runs, or is being opened: process ${child.pid}, ${address}.`);
  await expect(second).rejects.toThrow(`kill ${child.pid}`);
  await expect(second).rejects.toThrow("PORT=4000 STOREFRONT_PORT=4001");
  await expect(start({ CHECKOUT_PORT: "abc" })).rejects.toThrow("CHECKOUT_PORT: must be a port number");
  expect(runFile()).toBe(before);
  expect(isAlive(sleeper)).toBe(true);
});

test("wrong settings are told before what a killed run left is ended", async () => {
  const before = await startRun();
  await killed(before);
  const start = openHouse(readSettings({ HOST: "nowhere" }, folder), {
    say: () => undefined,
    restart: false,
  });
  await expect(start).rejects.toThrow("HOST: must be");
  expect(isAlive(before.sleeper)).toBe(true);
});
