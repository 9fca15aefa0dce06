import { z } from "zod";

/** How a page was answered. */
export type PageAnswer = {
  readonly status: number;
  /** It is the last one of an old page, while a newer one is being written. */
  readonly isStale: boolean;
  readonly tags: readonly string[];
};

/**
 * What a page can be asked for as, by the headers that ask for it: the document, the data of a navigation, and what Next fetches
 * ahead of one (16.4). The document comes first.
 */
const headersOf = {
  html: { accept: "text/html" },
  rsc: { rsc: "1" },
  prefetch: { rsc: "1", "next-router-prefetch": "1" },
  tree: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
} as const satisfies Record<string, Record<string, string>>;
export type Representation = keyof typeof headersOf;
export const representations = Object.keys(headersOf) as [Representation, ...Representation[]];

/** One live process of the storefront. */
export interface StorefrontProcess {
  readonly url: string;
  /** Calls what it keeps under the tags stale; gives the public addresses of the kept pages that carry one. */
  revalidate(tags: readonly string[]): Promise<readonly string[]>;
  ask(page: string, representation: Representation): Promise<PageAnswer>;
}

const answer = z.object({ pages: z.array(z.string()) });

/** A storefront process over HTTP. Rejects when it does not answer or refuses. */
export function createStorefrontProcess({
  url,
  secret,
  timeoutMs = 10_000,
}: {
  /** Its own address, without a trailing slash. */
  url: string;
  /** The `REVALIDATE_SECRET` it was started with. */
  secret: string;
  timeoutMs?: number;
}): StorefrontProcess {
  return {
    url,
    revalidate: async (tags) => {
      const response = await fetch(`${url}/api/revalidate`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        body: JSON.stringify({ tags }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`${url} refused to revalidate with ${response.status}`);
      return answer.parse(await response.json()).pages;
    },
    ask: async (page, representation) => {
      const response = await fetch(url + page, {
        headers: headersOf[representation],
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.arrayBuffer();
      return {
        status: response.status,
        isStale: response.headers.get("x-nextjs-cache") === "STALE",
        tags: (response.headers.get("cache-tag") ?? "").split(",").filter((tag) => tag !== ""),
      };
    },
  };
}
