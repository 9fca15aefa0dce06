import type { JobParts } from "./parts.ts";
import { sweep } from "./sweep.ts";

/** A payment whose process died is read after 30 s at the soonest: with this its order is there within a minute. */
const sweepEveryMs = 15_000;

/**
 * Sweeps now and again and again, one sweep at a time. Each worker does: two that meet ask a provider once more than
 * needed and change nothing twice. `stop` resolves when the sweep under way has ended.
 */
export function sweepRegularly(
  parts: JobParts,
  {
    everyMs = sweepEveryMs,
    work = sweep,
  }: { everyMs?: number; work?: (parts: JobParts) => Promise<unknown> } = {},
): { stop: () => Promise<void> } {
  let next: NodeJS.Timeout | undefined;
  let stopped = false;
  let round = run();

  async function run(): Promise<void> {
    try {
      await work(parts);
    } catch (error) {
      parts.log.error({ err: error }, "a sweep failed; the next one goes on");
    }
    if (!stopped) next = setTimeout(() => void (round = run()), everyMs);
  }

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(next);
      await round;
    },
  };
}
