/** The least used goes first once the bytes are used up. */
export function createMemory<Value>(bytesMax: number) {
  const kept = new Map<string, { readonly value: Value; readonly bytes: number }>();
  let bytesKept = 0;

  function drop(key: string): void {
    bytesKept -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  return {
    get(key: string): Value | undefined {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    /** Unless another value took its place. */
    delete(key: string, value: Value): void {
      if (kept.get(key)?.value === value) drop(key);
    },
    entries: (): [string, Value][] => [...kept].map(([key, { value }]) => [key, value]),
    set(key: string, value: Value, bytes: number): void {
      drop(key);
      if (bytes > bytesMax) return;
      kept.set(key, { value, bytes });
      bytesKept += bytes;
      for (const oldest of kept.keys()) {
        if (bytesKept <= bytesMax) return;
        drop(oldest);
      }
    },
  };
}
