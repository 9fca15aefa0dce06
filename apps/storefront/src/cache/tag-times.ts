/** When a tag was called stale, and from when on what carries it is gone; milliseconds since 1970, null for never. */
export type TagTime = { readonly staleAt: number | null; readonly expiredAt: number | null };

/** How an entry of that age stands. */
export type Standing = "fresh" | "stale" | "expired";

/**
 * What was called old, by tag. `revalidateTag(tag, "max")` comes with durations and makes entries stale: shown until a newer
 * one is written. Without durations they expire: never shown again. A moment of expiry that lies ahead counts when it is
 * reached.
 */
export function createTagTimes(now: () => number = Date.now) {
  const times = new Map<string, TagTime>();

  return {
    /** What the marking means for each tag, from now on. */
    mark(tags: readonly string[], durations?: { readonly expire?: number }): [string, TagTime][] {
      const at = now();
      return tags.map((tag): [string, TagTime] => {
        const known = times.get(tag) ?? { staleAt: null, expiredAt: null };
        const expiredAt = durations?.expire === undefined ? known.expiredAt : at + durations.expire * 1_000;
        const time = durations ? { staleAt: at, expiredAt } : { ...known, expiredAt: at };
        times.set(tag, time);
        return [tag, time];
      });
    },

    /** Takes over what another process marked; the later moment counts. */
    take(tag: string, told: TagTime): void {
      const known = times.get(tag);
      const later = (a: number | null | undefined, b: number | null) =>
        a === null || a === undefined ? b : b === null ? a : Math.max(a, b);
      times.set(tag, {
        staleAt: later(known?.staleAt, told.staleAt),
        expiredAt: later(known?.expiredAt, told.expiredAt),
      });
    },

    standing(tags: readonly string[], writtenAt: number): Standing {
      const marks = tags.flatMap((tag) => times.get(tag) ?? []);
      const isGone = ({ expiredAt }: TagTime) =>
        expiredAt !== null && expiredAt > writtenAt && expiredAt <= now();
      if (marks.some(isGone)) return "expired";
      return marks.some(({ staleAt }) => staleAt !== null && staleAt > writtenAt) ? "stale" : "fresh";
    },

    /** The last moment from which on one of the tags was gone; 0 for never. Moments ahead do not count yet. */
    lastExpiry(tags: readonly string[]): number {
      const past = tags.map((tag) => times.get(tag)?.expiredAt ?? 0).filter((at) => at <= now());
      return Math.max(0, ...past);
    },
  };
}

export type TagTimes = ReturnType<typeof createTagTimes>;
