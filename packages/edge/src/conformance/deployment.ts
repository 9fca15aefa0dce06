import { type Answer, ask } from "./answer.ts";
import { addressOf, type Representation } from "./representations.ts";

/** The page that is looked at, at the cache and, where it is known, at its origin. */
export type Deployment = {
  readonly page: URL;
  readonly origin: URL | null;
  /** Sent with every request, to get past a protection. */
  readonly headers: Readonly<Record<string, string>>;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
};

/** An answer, and whether it only ever redirects back to what was asked. */
export type Seen = Answer & { readonly loops: boolean };

/** The name of the parameter that makes an address of its own. */
export const markParameter = "edge-check";

/** An address of the page that nobody asked for before, unless the cache drops names it does not know. */
export function marked({ page }: Deployment, mark: string): URL {
  const url = new URL(page);
  url.searchParams.set(markParameter, mark);
  return url;
}

/** Twelve letters no earlier run had, of the same length each, so that answers stay as long as each other. */
export function newMark(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 12);
}

/** The same path at the origin, as the cache would ask for it. */
export function atOrigin(origin: URL, url: URL): URL {
  const there = new URL(url);
  [there.protocol, there.host] = [origin.protocol, origin.host];
  return there;
}

/** Asks as Next's client does: with `_rsc`, and again where Next says that `_rsc` is another. */
export async function askFor(
  { headers }: Deployment,
  representation: Representation,
  { url, sent = {} }: { url: URL; sent?: Readonly<Record<string, string>> },
): Promise<Seen> {
  const asked: string[] = [];
  let address = addressOf(url, representation);
  for (;;) {
    const answer = await ask(address, { headers: { ...headers, ...representation.headers, ...sent } });
    asked.push(address);
    // A browser that asks for the page follows too, but what it then has is a page that was not kept as one.
    const next = representation.headers["rsc"] === undefined ? null : correctedBy(answer);
    if (next === null) return { ...answer, loops: false };
    if (asked.includes(next) || asked.length > 3) return { ...answer, loops: true };
    address = next;
  }
}

/** Where Next sends a request whose `_rsc` is not its headers' digest: to the same path. */
function correctedBy({ status, headers, url }: Answer): string | null {
  const location = headers.get("location");
  if (status !== 307 || location === null) return null;
  const target = new URL(location, url);
  return target.searchParams.has("_rsc") && target.pathname === new URL(url).pathname
    ? new URL(target.pathname + target.search, url).href
    : null;
}

/** Each of the representations at an address, in their order. */
export async function askForEach(
  deployment: Deployment,
  url: URL,
  order: readonly Representation[],
): Promise<ReadonlyMap<Representation, Seen>> {
  const seen = new Map<Representation, Seen>();
  for (const representation of order)
    seen.set(representation, await askFor(deployment, representation, { url }));
  return seen;
}

/** Long enough that `Date`, which counts seconds, is another. */
export const aSecondMs = 1_200;
