/**
 * Makes what an edge keeps under a tag stale, never gone: it is shown until a newer one is there. One small interface, so
 * that each kind of edge is one adapter.
 */
export interface EdgePurge {
  /**
   * Resolves when every node has heard it, with how many kept answers became stale. Rejects when one does not answer or
   * refuses: purge again, repeating is harmless.
   */
  softPurge(tags: readonly string[]): Promise<{ readonly purged: number }>;
}

/** Varnish nodes by the addresses their purges are heard at, without a trailing slash. */
export function createVarnishPurge({
  nodes,
  timeoutMs = 2_000,
}: {
  nodes: readonly string[];
  timeoutMs?: number;
}): EdgePurge {
  return {
    softPurge: async (tags) => {
      if (tags.length === 0) return { purged: 0 };
      for (const tag of tags) assertTag(tag);
      const counts = await Promise.all(nodes.map((node) => purgeAt(node, tags, timeoutMs)));
      return { purged: counts.reduce((sum, count) => sum + count, 0) };
    },
  };
}

/** Tags stand in a header separated by spaces. */
function assertTag(tag: string): void {
  if (!/^[\w:./=-]{1,128}$/.test(tag))
    throw new Error(`"${tag}" is no tag: 1 to 128 of letters, digits, "_:./=-"`);
}

async function purgeAt(node: string, tags: readonly string[], timeoutMs: number): Promise<number> {
  const answer = await fetch(node, {
    method: "PURGE",
    headers: { xkey: tags.join(" ") },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (answer.status !== 200) throw new Error(`${node} refused a purge with ${answer.status}`);
  return Number(answer.headers.get("x-purged") ?? 0);
}
