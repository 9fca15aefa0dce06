/**
 * Which tags each kept page carries, by its internal path. Next knows them and tells them to platforms only (16.4.6:
 * `x-next-cache-tags` is taken off outside minimal mode, and its hook for custom servers is not called for segments), so
 * our cache handler notes them as pages pass through it, and whatever is answered from that page says them.
 *
 * The handler is loaded by Node and the app by Next's bundler, each with modules of its own: they meet on `globalThis`.
 */
const place: unique symbol = Symbol.for("evertill.page-tags");
const rememberedMax = 50_000;

type Kept = { readonly path: string; readonly tags: readonly string[] };
type Shared = typeof globalThis & { [place]?: Map<string, Kept> };

function remembered(): Map<string, Kept> {
  const shared = globalThis as Shared;
  return (shared[place] ??= new Map());
}

/** Tags of Next's own, which name routes, stay out of headers. */
const ofNext = /^_N_T_/;

/** What Next puts in a key for the optional rest of a path that has none, where the page was not written at build (16.4.6). */
const emptyRest = /\/\[\[\.\.\.\w+\]\]$/;

/** Notes the tags as Next's header has them, separated by commas, by the path in Next's key. */
export function rememberPageTags(keyPath: string, header: string): void {
  const path = keyPath.replace(emptyRest, "");
  const tags = header.split(",").filter((tag) => tag !== "" && !ofNext.test(tag));
  const known = remembered();
  const key = plain(path);
  known.delete(key);
  known.set(key, { path, tags: [...new Set(tags)] });
  const [oldest] = known.keys();
  if (known.size > rememberedMax && oldest !== undefined) known.delete(oldest);
}

/** Empty for a page that never passed through the cache. */
export function pageTagsOf(path: string): readonly string[] {
  return remembered().get(plain(path))?.tags ?? [];
}

/** Internal paths of the kept pages that carry one of the tags. */
export function pagesWithTags(tags: readonly string[]): string[] {
  const wanted = new Set(tags);
  return [...remembered().values()]
    .filter((kept) => kept.tags.some((tag) => wanted.has(tag)))
    .map(({ path }) => path);
}

/** One spelling for a path that is escaped once, twice or not at all. */
function plain(path: string): string {
  let text = path;
  for (let times = 0; times < 3 && text.includes("%"); times += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  return text === "" ? "/" : text;
}
