import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const runFileName = "processes.json";

/** What a run writes down about itself in its folder, for the run that comes after it or beside it. */
type Run = {
  /** The process that started everything else. */
  readonly pid: number;
  /** When it started, in the kernel's ticks: process ids are used again, the two together are not. */
  readonly startedAt: string | undefined;
  /** Where its shop is reached; null for a run that has not opened one yet. */
  readonly address: string | null;
  /** The process groups it leads. */
  readonly groups: readonly number[];
};

/** A run on the same folder that lives. */
export type LivingRun = { readonly pid: number; readonly address: string | null };

/**
 * The file by which one run at a time has a folder: it names the process that owns the folder, and the process groups
 * to end when that one was killed without a chance to clean up. It is only ever put in place whole.
 */
export class RunFile {
  readonly #file: string;
  #address: string | null = null;

  constructor(folder: string) {
    this.#file = join(folder, runFileName);
  }

  /** The process that owns the folder and lives, when it is another than this one. */
  otherOwner(): LivingRun | undefined {
    const run = this.#read();
    return run && run.pid !== process.pid && lives(run) ? run : undefined;
  }

  /** The process groups that whoever had the folder last wrote down. */
  groups(): readonly number[] {
    return this.#read()?.groups ?? [];
  }

  /** Makes this process the owner, with no groups yet. False: another one that lives was quicker. */
  take(address: string | null): boolean {
    if (this.otherOwner()) return false;
    this.#address = address;
    this.remove();
    const written = this.#write([]);
    try {
      linkSync(written, this.#file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    } finally {
      rmSync(written);
    }
  }

  writeDown(groups: readonly number[]): void {
    renameSync(this.#write(groups), this.#file);
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }

  #read(): Run | undefined {
    try {
      return JSON.parse(readFileSync(this.#file, "utf8")) as Run;
    } catch {
      return undefined;
    }
  }

  #write(groups: readonly number[]): string {
    const { pid } = process;
    const run: Run = { pid, startedAt: startOf(pid), address: this.#address, groups };
    const written = `${this.#file}.${pid}`;
    writeFileSync(written, JSON.stringify(run));
    return written;
  }
}

function lives({ pid, startedAt }: Run): boolean {
  return startedAt !== undefined && startOf(pid) === startedAt;
}

/** Undefined for a process that has ended, also when its parent has not asked how yet. proc(5): fields 3 and 22 of `stat`. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state = "Z", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return /[ZX]/i.test(state) ? undefined : fields[18];
  } catch {
    return undefined;
  }
}
