/** The value below which `share` of the sorted samples lie. Throws when there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError("No samples");
  return value;
}

/** Runs `work` for each item, so many at a time; gives how long each took and the whole, in milliseconds. */
export async function timeEach<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<{ samplesMs: number[]; wholeMs: number; errors: string[] }> {
  // One iterator for all lanes; an item may be undefined.
  const queue = items.values();
  const samplesMs: number[] = [];
  const errors: string[] = [];
  const began = performance.now();
  async function lane(): Promise<void> {
    for (const item of queue) {
      const start = performance.now();
      try {
        await work(item);
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
      samplesMs.push(performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane));
  return { samplesMs, wholeMs: performance.now() - began, errors };
}
