/** Waits between repeats of a lost request: five tries within eight seconds, then the shopper is told. */
export const resendDelaysMs: readonly number[] = [400, 1_000, 2_000, 4_000];

/** How often a page that lost the line asks whether it is back. */
export const lookAgainMs = 4_000;

/** How long to wait before asking again how an unknown payment stands: quickly at first, then every eight seconds. */
export function pollDelayMs(asked: number): number {
  return Math.min(8_000, 800 * 1.5 ** asked);
}
