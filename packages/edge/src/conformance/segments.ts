/** A place in a page's tree as Next 16.4 writes it: what it is called, and what lies in its slots. */
type Place = { readonly s?: unknown; readonly c?: unknown };

/**
 * The names by which Next's client may ask for the segments of a page, the innermost first, out of the answer to `/_tree`:
 * React's rows, in which `s` is a folder or a parameter (`n` its name, `t` its kind) and `c` a map of slots in a row of its
 * own (Next 16.4, `collect-segment-data.ts`, `segment-value-encoding.ts`). The last is `/_index`, the outermost layout,
 * which is all that can be told of a tree written otherwise. Which of them are there the tree does not tell: what is small
 * is part of what lies in it.
 */
export function segmentNames(tree: string): readonly string[] {
  const rows = readRows(tree);
  const root = (rows.get("0") as { t?: { t?: Place } } | null | undefined)?.t?.t;
  const inner = root ? namesWithin(rows, { place: root, path: "", depth: 0 }) : [];
  return [...inner, "/_index"];
}

/** The rows that are JSON, by their number; hints to the browser have none. */
function readRows(stream: string): ReadonlyMap<string, unknown> {
  const rows = new Map<string, unknown>();
  for (const line of stream.split("\n")) {
    const [, number, text] = /^([\da-f]+):([[{].*)$/.exec(line) ?? [];
    if (number === undefined || text === undefined) continue;
    try {
      rows.set(number, JSON.parse(text));
    } catch {
      // A row of text or of another kind, which no tree is made of.
    }
  }
  return rows;
}

/** Deeper than any page lies; what a stranger sends may be a circle. */
const deepest = 30;

function namesWithin(
  rows: ReadonlyMap<string, unknown>,
  { place, path, depth }: { place: Place; path: string; depth: number },
): string[] {
  if (depth > deepest) return [];
  return slotsOf(rows, place).flatMap(([slot, inner]) => {
    const part = partOf(inner.s);
    if (part === null) return [];
    const name = `${path}/${slot === "children" ? "" : `@${encoded(slot)}/`}${part}`;
    return [...namesWithin(rows, { place: inner, path: name, depth: depth + 1 }), name];
  });
}

function slotsOf(rows: ReadonlyMap<string, unknown>, { c }: Place): [string, Place][] {
  const slots = typeof c === "string" ? rows.get(c.replace(/^\$Q/, "")) : null;
  return Array.isArray(slots) ? slots.filter(isSlot) : [];
}

function isSlot(slot: unknown): slot is [string, Place] {
  return (
    Array.isArray(slot) && typeof slot[0] === "string" && typeof slot[1] === "object" && slot[1] !== null
  );
}

/** A parameter goes by its name, never by its value. */
function partOf(segment: unknown): string | null {
  if (typeof segment === "string") return segment === "/_not-found" ? "_not-found" : encoded(segment);
  const { n, t } = (segment ?? {}) as { n?: unknown; t?: unknown };
  return typeof n === "string" && typeof t === "string" ? `$${t}$${encoded(n)}` : null;
}

function encoded(name: string): string {
  return /^[\w@-]+$/.test(name) ? name : `!${Buffer.from(name, "latin1").toString("base64url")}`;
}
