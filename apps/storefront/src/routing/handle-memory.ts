import type { Named } from "./internal-path.ts";

type Find = (named: Named) => Promise<boolean>;
type Remembered = { readonly isThere: boolean; readonly until: number };

const thereForMs = 600_000;
/** Short, so that new goods are found soon after they are put up. */
const missingForMs = 30_000;
/** After a failure nobody waits again for a shop that does not answer. */
const unknownForMs = 5_000;
const rememberedMax = 20_000;

/**
 * Remembers which handles exist, because a page that is missing must be known before its page is asked for: Next fixes
 * the status before it renders, and writes the words of `notFound()` by script only (16.4.6).
 *
 * What was seen once is answered from memory and looked at again behind the answer. When the shop does not answer, a
 * handle counts as there: its page may be kept, and that is not thrown away for a doubt. A list of every handle was
 * the rival; it costs a large shop many calls at each start.
 */
export function createHandleMemory(find: Find, now: () => number = Date.now) {
  const remembered = new Map<string, Remembered>();
  const looking = new Map<string, Promise<boolean>>();

  function remember(key: string, isThere: boolean, forMs: number): boolean {
    remembered.delete(key);
    remembered.set(key, { isThere, until: now() + forMs });
    const [oldest] = remembered.keys();
    if (remembered.size > rememberedMax && oldest !== undefined) remembered.delete(oldest);
    return isThere;
  }

  async function look(key: string, named: Named): Promise<boolean> {
    try {
      const isThere = await find(named);
      return remember(key, isThere, isThere ? thereForMs : missingForMs);
    } catch {
      return remember(key, true, unknownForMs);
    } finally {
      looking.delete(key);
    }
  }

  return async function isThere(named: Named): Promise<boolean> {
    const key = [named.locale, named.room, named.handle].join("/");
    const known = remembered.get(key);
    if (known && known.until > now()) return known.isThere;
    const answer = looking.get(key) ?? look(key, named);
    looking.set(key, answer);
    return known?.isThere ? true : answer;
  };
}
