import type { ServerResponse } from "node:http";
import { pathOfPage } from "../routing/internal-path.ts";
import { eachRequest } from "./each-request.ts";
import { pageTagsOf } from "./page-tags.ts";

/**
 * Says on every answer that shared caches may keep which tags it carries, in the three dialects caches read, whatever
 * representation it is. An answer that Next marks stale is the last one of an old page, yet has a fresh one's whole lifetime:
 * a cache may keep it a second. Kept answers set no cookie.
 */
export function sayTags(): void {
  eachRequest(({ url = "/" }, response) => {
    const writeHead = response.writeHead.bind(response) as (...words: unknown[]) => ServerResponse;
    response.writeHead = (...words: unknown[]) => {
      if (!response.headersSent) addTo(response, url);
      return writeHead(...words);
    };
  });
}

const missingFor = "public, max-age=0, s-maxage=30";

/** What it changes is on the response: headers given to `writeHead` itself are not Next's way. */
export function addTo(
  response: Pick<ServerResponse, "getHeader" | "setHeader" | "removeHeader" | "statusCode">,
  url: string,
): void {
  const lifetime = String(response.getHeader("cache-control") ?? "");
  if (!lifetime.includes("s-maxage")) return;
  // Next's own, to the address with the right `_rsc`: what it answers to is in no `Vary`.
  if (response.statusCode >= 300 && response.statusCode < 400 && response.statusCode !== 304)
    return void response.setHeader("cache-control", "private, no-store");
  response.removeHeader("set-cookie");
  // What is missing may come, and nobody would purge it.
  if (response.statusCode === 404) response.setHeader("cache-control", missingFor);
  if (response.getHeader("x-nextjs-cache") === "STALE")
    response.setHeader("cache-control", lifetime.replace(/s-maxage=\d+/, "s-maxage=1"));
  const tags = pageTagsOf(pathOfPage(url, response.statusCode));
  if (tags.length === 0) return;
  response.setHeader("cache-tag", tags.join(","));
  response.setHeader("surrogate-key", tags.join(" "));
  response.setHeader("xkey", tags.join(" "));
}
