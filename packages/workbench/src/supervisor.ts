import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { type LivingRun, RunFile } from "./run-file.ts";

export type ProcessPlan = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly workingFolder: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly isHealthy: () => Promise<boolean>;
  /** 0 when left out; up to 19, the higher the more it lets others go first. */
  readonly niceness?: number;
};

/** What became of taking a folder: how many processes of a killed run were ended, or the living run that has it. */
export type FolderTaken =
  | { readonly kind: "taken"; readonly ended: number }
  | { readonly kind: "owned"; readonly owner: LivingRun };

type Running = { readonly plan: ProcessPlan; child: ChildProcess; restarts: number; startedAt: number };

/**
 * Starts processes, waits until each is healthy, starts one again when it dies, and stops all of them.
 * Each leads a process group of its own, and the groups are written down, so that a run that was killed without a chance
 * to clean up can be cleaned up by the next one.
 */
export class Supervisor {
  readonly #folder: string;
  readonly #runFile: RunFile;
  readonly #say: (line: string) => void;
  readonly #restart: boolean;
  readonly #running = new Map<string, Running>();
  /** How long each log was before this run wrote to it. */
  readonly #logBegins = new Map<string, number>();
  #stopping = false;

  constructor({ folder, say, restart }: { folder: string; say: (line: string) => void; restart: boolean }) {
    this.#folder = folder;
    this.#runFile = new RunFile(folder);
    this.#say = say;
    this.#restart = restart;
    mkdirSync(join(folder, "logs"), { recursive: true });
  }

  /**
   * Makes the folder this run's own, before anything is started: ends the processes that a killed run left behind on it.
   * Where the run that owns it lives, nothing is touched.
   */
  async takeFolder(address: string | null): Promise<FolderTaken> {
    const groups = this.#runFile.groups().filter((group) => belongsToRun(group, this.#folder));
    const owner = this.#runFile.otherOwner();
    if (owner) return { kind: "owned", owner };
    for (const group of groups) signalGroup(group, "SIGKILL");
    if (groups.length > 0) await pause(300);
    if (!this.#runFile.take(address)) return this.takeFolder(address);
    return { kind: "taken", ended: groups.length };
  }

  /** Resolves when the process is healthy. Rejects with the end of its log when it dies before, and once all is being stopped. */
  async start(plan: ProcessPlan, { timeoutMs = 60_000 }: { timeoutMs?: number } = {}): Promise<void> {
    this.#assertGoing(plan);
    const file = this.logFile(plan.name);
    this.#logBegins.set(plan.name, existsSync(file) ? statSync(file).size : 0);
    const running: Running = { plan, child: this.#spawn(plan), restarts: 0, startedAt: Date.now() };
    this.#running.set(plan.name, running);
    this.#watch(running);
    for (const began = Date.now(); ; await pause(100)) {
      if (await plan.isHealthy()) return;
      this.#assertGoing(plan);
      const dead = hasEnded(running.child);
      if (dead && !this.#restart)
        throw new Error(`${plan.name} stopped while starting:\n${this.lastLines(plan.name)}`);
      if (dead && running.restarts > 2)
        throw new Error(`${plan.name} does not start:\n${this.lastLines(plan.name)}`);
      if (Date.now() - began > timeoutMs)
        throw new Error(
          `${plan.name} is not healthy after ${timeoutMs / 1_000} s:\n${this.lastLines(plan.name)}`,
        );
    }
  }

  /** Kills one process as a crash would, and leaves it to the supervisor whether it comes back. */
  async kill(name: string, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#running.get(name)?.child;
    if (child?.pid === undefined) throw new Error(`${name} is not running`);
    if (hasEnded(child)) return;
    const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
    signalGroup(child.pid, signal);
    await ended;
  }

  /** Starts a process that was killed. */
  async startAgain(name: string): Promise<void> {
    const running = this.#running.get(name);
    if (!running) throw new Error(`${name} was never started`);
    await this.start(running.plan);
  }

  /** Stops everything, the last started first; resolves when all have ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { plan, child } of [...this.#running.values()].toReversed()) {
      if (child.pid === undefined || hasEnded(child)) continue;
      const ended = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
      signalGroup(child.pid, "SIGTERM");
      const patience = setTimeout(() => {
        this.#say(`${plan.name} did not stop in time and was killed`);
        signalGroup(child.pid ?? 0, "SIGKILL");
      }, 8_000);
      await ended;
      clearTimeout(patience);
    }
    this.#runFile.remove();
  }

  /** The process that leads each that was started, by name. */
  processIds(): ReadonlyMap<string, number> {
    return new Map(
      [...this.#running].flatMap(([name, { child }]) =>
        child.pid === undefined ? [] : [[name, child.pid] as const],
      ),
    );
  }

  logFile(name: string): string {
    return join(this.#folder, "logs", `${name}.log`);
  }

  /** The end of what a process has written since it was last started here. */
  lastLines(name: string, count = 20): string {
    const written = readFileSync(this.logFile(name)).subarray(this.#logBegins.get(name) ?? 0);
    return written.toString("utf8").trimEnd().split("\n").slice(-count).join("\n");
  }

  #assertGoing({ name }: ProcessPlan): void {
    if (this.#stopping) throw new Error(`${name} was not started: everything is being stopped`);
  }

  #spawn({
    name,
    command: [program, ...words],
    workingFolder,
    variables,
    niceness,
  }: ProcessPlan): ChildProcess {
    const log = createWriteStream(this.logFile(name), { flags: "a" });
    const child = spawn(program, words, {
      cwd: workingFolder,
      env: { ...variables, EVERTILL_FOLDER: this.#folder },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    child.once("error", (error) => log.write(`${error.message}\n`));
    if (niceness !== undefined && child.pid !== undefined) setPriority(child.pid, niceness);
    return child;
  }

  #watch(running: Running): void {
    this.#writeDown();
    running.child.once("exit", (code, signal) => {
      if (this.#stopping) return;
      const { plan } = running;
      // What it had started holds its ports, and would be nobody's.
      signalGroup(running.child.pid ?? 0, "SIGKILL");
      if (!this.#restart) {
        this.#say(`${plan.name} stopped (${signal ?? `code ${code}`})`);
        return;
      }
      if (Date.now() - running.startedAt > 60_000) running.restarts = 0;
      running.restarts += 1;
      const waitMs = Math.min(500 * 2 ** (running.restarts - 1), 10_000);
      this.#say(
        `${plan.name} stopped (${signal ?? `code ${code}`}); starting it again. Its log: ${this.logFile(plan.name)}`,
      );
      setTimeout(() => {
        if (this.#stopping) return;
        running.child = this.#spawn(plan);
        running.startedAt = Date.now();
        this.#watch(running);
      }, waitMs);
    });
  }

  #writeDown(): void {
    const groups = [...this.#running.values()].flatMap(({ child }) =>
      child.pid === undefined ? [] : [child.pid],
    );
    this.#runFile.writeDown(groups);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Process ids are used again, so a written-down one is ours only when its environment names our folder. */
function belongsToRun(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`EVERTILL_FOLDER=${folder}`);
  } catch {
    return false;
  }
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  if (group <= 1) return;
  try {
    process.kill(-group, signal);
  } catch {
    // It has ended already.
  }
}

/** A health check that asks for an address and wants a success status. */
export async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
