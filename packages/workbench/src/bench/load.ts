import { spawn } from "node:child_process";

/** What one run of the load generator saw. */
export type Load = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

/**
 * Asks for one address as fast as it is answered, by `wrk` with one thread and so many connections, on one core. Rejects
 * when an answer was no page.
 */
export async function load(
  url: string,
  { seconds, connections = 32, core }: { seconds: number; connections?: number; core: number },
): Promise<Load> {
  const printed = await run("taskset", [
    "-c",
    String(core),
    "wrk",
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    "--latency",
    "-H",
    "accept-encoding: gzip",
    url,
  ]);
  const failures = /^\s*(Non-2xx.*|Socket errors.*)$/m.exec(printed)?.[1];
  if (failures) throw new Error(`${url}: ${failures}`);
  return readWrk(printed);
}

/** The numbers of what `wrk --latency` prints. */
export function readWrk(printed: string): Load {
  const number = (pattern: RegExp) => {
    const found = pattern.exec(printed);
    if (!found) throw new Error(`wrk printed something else:\n${printed}`);
    return found;
  };
  const latency = (percent: string) => {
    const [, value, unit] = number(new RegExp(`^\\s*${percent}%\\s+([\\d.]+)(us|ms|s)`, "m"));
    return Number(value) * { us: 0.001, ms: 1, s: 1_000 }[unit as "us" | "ms" | "s"];
  };
  const perSecond = Number(number(/^Requests\/sec:\s+([\d.]+)/m)[1]);
  return { perSecond, p50Ms: latency("50"), p99Ms: latency("99") };
}

function run(program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words);
    let printed = "";
    child.stdout.on("data", (chunk) => (printed += String(chunk)));
    child.stderr.on("data", (chunk) => (printed += String(chunk)));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${program} ended with ${code}\n${printed}`)),
    );
  });
}
