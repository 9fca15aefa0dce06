import { get, type IncomingMessage } from "node:http";
import { eachRequest } from "./each-request.ts";

/** Whoever is turned away sets it off again with the next prefetch. */
const atOnceMax = 4;
const renewing = new Set<string>();

/**
 * Has an old page written anew when it is only ever fetched ahead. Next does so for a document or a navigation, but answers a
 * prefetch `STALE` time after time (16.4.6), and as most requests for a page are prefetches, a shared cache, which keeps such
 * an answer a second, would ask for each of them every second until somebody opens the page.
 */
export function renewFetchedAhead(): void {
  eachRequest((request, response) => {
    if (request.headers["next-router-prefetch"] === undefined) return;
    response.once("finish", () => {
      if (response.getHeader("x-nextjs-cache") === "STALE") renew(request);
    });
  });
}

/** Opens the page in this very process, as a navigation would. */
function renew({ url = "/", socket: { localAddress: host, localPort: port } }: IncomingMessage): void {
  const path = url.replace(/([?&])_rsc=[^&]*/, "$1_rsc=");
  if (renewing.has(path) || renewing.size >= atOnceMax) return;
  renewing.add(path);
  get({ host, port, path, headers: { rsc: "1" } }, (answer) => answer.resume())
    // Without an answer the old page stays, and the next prefetch tries again.
    .once("error", () => undefined)
    .once("close", () => renewing.delete(path));
}
