/** What one request got, its body decompressed. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Where it was asked, the query included. */
  readonly url: string;
};

/** The address does not answer at all; the message says why and what to look at. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** Asks once, following nothing. Throws {@link UnreachableError} when no answer comes within the time. */
export async function ask(
  url: string,
  { headers = {}, method = "GET", timeoutMs = 20_000 }: AskOptions = {},
): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      method,
      redirect: "manual",
      headers: { "user-agent": "evertill-edge-check", "accept-encoding": "gzip", ...headers },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.text(), url };
  } catch (error) {
    throw new UnreachableError(`${url} cannot be reached: ${whyUnreachable(error, timeoutMs)}`, {
      cause: error,
    });
  }
}

type AskOptions = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly timeoutMs?: number;
};

/** `fetch` hides the reason one level down. */
function whyUnreachable(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError")
    return `no answer within ${timeoutMs / 1_000} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: string }).code ?? "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "no such host name";
  if (code === "ECONNREFUSED") return "nothing listens there";
  if (code.startsWith("CERT_") || code.includes("SIGNED") || code.startsWith("ERR_TLS"))
    return `its certificate is not accepted (${code}); NODE_EXTRA_CA_CERTS names further ones`;
  return cause instanceof Error ? cause.message : String(cause);
}

/** Headers by which caches tell what they did. `x-nextjs-cache` is not one: that is Next's own, behind the cache. */
const cacheStatusHeaders = [
  "x-cache",
  "cf-cache-status",
  "x-vercel-cache",
  "cache-status",
  "x-cache-status",
  "x-proxy-cache",
  "x-cdn-cache",
  "cdn-cache",
];

/** Whether the answer itself says that it came from a cache. Caches that say nothing are found by {@link isTheSameAnswer}. */
export function saysFromCache({ headers }: Answer): boolean {
  if (Number(headers.get("age") ?? 0) > 0) return true;
  return cacheStatusHeaders.some((name) =>
    /\b(hit|stale|revalidated|updating)\b/i.test(headers.get(name) ?? ""),
  );
}

/** Whether an answer asked for more than a second after another is still that one: it was written at the same moment. */
export function isTheSameAnswer(first: Answer, later: Answer): boolean {
  const date = first.headers.get("date");
  return date !== null && date === later.headers.get("date") && first.body === later.body;
}

/** `Cache-Control` by its words, in seconds where they have a number. */
export function cacheControl({ headers }: Pick<Answer, "headers">): ReadonlyMap<string, number> {
  const words = (headers.get("cache-control") ?? "").toLowerCase().split(",");
  return new Map(
    words.flatMap((word) => {
      const [name = "", value] = word.trim().split("=");
      return name === "" ? [] : [[name, Number((value ?? "0").replaceAll('"', ""))] as const];
    }),
  );
}

/** How many seconds a shared cache may keep it, or null where it may not. */
export function sharedLifetimeSeconds(answer: Pick<Answer, "headers">): number | null {
  const words = cacheControl(answer);
  if (words.has("private") || words.has("no-store") || words.has("no-cache")) return null;
  return words.get("s-maxage") ?? words.get("max-age") ?? null;
}
