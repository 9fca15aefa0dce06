import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;
type Process = { readonly id: number; readonly parent: number; readonly ticks: number };

/**
 * Processor time in milliseconds that each named process and its living descendants have used. Empty where there is no
 * `/proc` (macOS, Windows).
 */
export function processorTime(roots: ReadonlyMap<string, number>): Map<string, number> {
  const all = processes();
  return new Map(
    [...roots].map(([name, root]) => [name, (ticksBelow(all, root) * 1_000) / ticksPerSecond] as const),
  );
}

/** A process and all that it started and that still live. */
export function descendants(root: number): number[] {
  const all = processes();
  const below = (id: number): number[] => [
    id,
    ...all.filter(({ parent }) => parent === id).flatMap((child) => below(child.id)),
  ];
  return below(root);
}

function ticksBelow(all: readonly Process[], root: number): number {
  const own = all.find(({ id }) => id === root)?.ticks ?? 0;
  const children = all.filter(({ parent }) => parent === root);
  return children.reduce((sum, { id }) => sum + ticksBelow(all, id), own);
}

function processes(): Process[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((id) => readProcess(Number(id)));
  } catch {
    return [];
  }
}

/** Fields of `stat` after the name, which is in brackets and may hold spaces: parent second, user and system time 12th and 13th. */
function readProcess(id: number): Process[] {
  try {
    const line = readFileSync(`/proc/${id}/stat`, "utf8");
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return [{ id, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  } catch {
    return [];
  }
}
