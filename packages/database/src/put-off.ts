import { setTimeout as sleep } from "node:timers/promises";

/** When work gives way to something more urgent. */
export type PutOff = {
  /** Resolves once nothing more urgent is going on: at once when nothing is. */
  readonly calm: () => Promise<void>;
  /** What was sent so long ago is done whatever goes on. */
  readonly atMostMs: number;
};

/** Resolves when it is calm, when the oldest of the jobs has waited for as long as it may, or when `stopping`. */
export async function waitForCalm(
  sentAt: readonly Date[],
  { calm, atMostMs }: PutOff,
  stopping: AbortSignal,
): Promise<void> {
  const oldest = Math.min(...sentAt.map((at) => at.getTime()));
  // Never longer than that from now either, should the clock of the database be ahead.
  const leftMs = Math.min(oldest + atMostMs - Date.now(), atMostMs);
  if (leftMs <= 0) return;
  const over = new AbortController();
  const signal = AbortSignal.any([stopping, over.signal]);
  await Promise.race([calm(), sleep(leftMs, undefined, { signal }).catch(() => undefined)]);
  over.abort();
}
