import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { cacheControl, sharedLifetimeSeconds } from "../answer.ts";
import { varyingHeaders } from "../representations.ts";
import type { Clock } from "./next-site.ts";

/** What caches in front of Next sites have been seen to do wrong, each by itself. */
export type Flaws = {
  readonly ignoresVary?: boolean;
  /** Leaves `_rsc` out of the key, and still hands it on. */
  readonly ignoresRscParameter?: boolean;
  /** Leaves one header of Next out of the key. */
  readonly ignoresHeader?: string;
  /** Asks the origin without any query. */
  readonly stripsQuery?: boolean;
  /** Keeps one page for all queries, and still hands them on. */
  readonly ignoresQuery?: boolean;
  /** Has nothing for who asks for a part of a page by its name. */
  readonly failsSegments?: boolean;
  readonly keepsPrivate?: boolean;
  readonly keepsCookies?: boolean;
  readonly keepsErrorsForSeconds?: number;
  readonly keepsRedirects?: boolean;
  readonly keepsNothing?: boolean;
  readonly servesPageForStreams?: boolean;
  readonly ignoresEncoding?: boolean;
  readonly compressesNothing?: boolean;
  readonly leavesLifetimes?: boolean;
  readonly dropsVary?: boolean;
  readonly splitsByTracking?: boolean;
  readonly purgesPagesOnly?: boolean;
  readonly purgesNothing?: boolean;
  readonly forgetsOnPurge?: boolean;
  readonly claimsAge?: string;
  /** Tells by no header what it did. */
  readonly isSilent?: boolean;
};

export type TestCache = { readonly url: string; close(): Promise<void> };

type Kept = {
  status: number;
  headers: Headers;
  body: string;
  until: number;
  at: number;
  cookie: string | null;
};

/** A small cache in front of a site, right but for its flaws. `POST /_purge` empties it. */
export async function startCache(origin: string, clock: Clock, flaws: Flaws = {}): Promise<TestCache> {
  const store = new Map<string, Kept>();
  let isBroken = false;
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === "/_purge") {
        for (const [key, { headers }] of store)
          if (!flaws.purgesNothing && !(flaws.purgesPagesOnly && !isPage(headers))) store.delete(key);
        isBroken = flaws.forgetsOnPurge === true;
        response.writeHead(204).end();
        return;
      }
      if (isBroken) return void response.writeHead(503).end("renewing");
      const segment = request.headers["next-router-segment-prefetch"] ?? "/_tree";
      if (flaws.failsSegments && segment !== "/_tree") return void response.writeHead(404).end();
      const key = keyOf(request, flaws);
      const found = store.get(key);
      const isHit = found !== undefined && found.until > clock.now;
      const kept = isHit ? found : await fetchFrom(origin, request, { flaws, now: clock.now });
      if (!isHit && mayKeep(kept, flaws) && !isPersonal(request, kept, flaws)) store.set(key, kept);
      deliver(kept, { request, response, ageMs: isHit ? clock.now - kept.at : null, flaws });
    })().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function keyOf(request: IncomingMessage, flaws: Flaws): string {
  const url = new URL(request.url ?? "/", "http://cache");
  if (!flaws.splitsByTracking) url.searchParams.delete("utm_source");
  if (flaws.ignoresRscParameter) url.searchParams.delete("_rsc");
  if (flaws.ignoresQuery || flaws.stripsQuery) url.search = "";
  const varied = flaws.ignoresVary
    ? []
    : varyingHeaders
        .filter((name) => name !== flaws.ignoresHeader)
        .map((name) => request.headers[name] ?? "");
  return [url.href, ...(flaws.servesPageForStreams ? [] : varied)].join(" ");
}

async function fetchFrom(
  origin: string,
  request: IncomingMessage,
  { flaws, now: at }: { flaws: Flaws; now: number },
): Promise<Kept> {
  const path = request.url ?? "/";
  const headers = new Headers();
  for (const name of [...varyingHeaders, "cookie"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  if (flaws.servesPageForStreams) for (const name of varyingHeaders) headers.delete(name);
  const answer = await fetch(origin + (flaws.stripsQuery ? (path.split("?")[0] ?? "") : path), {
    headers,
    redirect: "manual",
  });
  const lifetime = answer.status >= 400 ? flaws.keepsErrorsForSeconds : undefined;
  const seconds = lifetime ?? sharedLifetimeSeconds(answer) ?? 600;
  return {
    status: answer.status,
    headers: answer.headers,
    body: await answer.text(),
    until: at + seconds * 1_000,
    at,
    cookie: request.headers.cookie ?? null,
  };
}

function mayKeep({ status, headers }: Kept, flaws: Flaws): boolean {
  if (flaws.keepsNothing) return false;
  if (status >= 400 && flaws.keepsErrorsForSeconds !== undefined) return true;
  if (status === 307) return flaws.keepsRedirects === true;
  if (headers.has("set-cookie") && !flaws.keepsCookies && !flaws.keepsPrivate) return false;
  return (sharedLifetimeSeconds({ headers }) ?? 0) > 0 || flaws.keepsPrivate === true;
}

function isPersonal(request: IncomingMessage, { headers }: Kept, flaws: Flaws): boolean {
  return (
    request.headers.cookie !== undefined && cacheControl({ headers }).has("private") && !flaws.keepsPrivate
  );
}

const isPage = (headers: Headers) => headers.get("content-type")?.startsWith("text/html") === true;

function deliver(
  kept: Kept,
  {
    request,
    response,
    ageMs,
    flaws,
  }: {
    request: IncomingMessage;
    response: ServerResponse;
    /** Null: just fetched. */
    ageMs: number | null;
    flaws: Flaws;
  },
): void {
  const headers: OutgoingHttpHeaders = {};
  for (const name of ["content-type", "vary", "location", "cache-control", "set-cookie", "date"]) {
    const value = kept.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  if (flaws.dropsVary) delete headers["vary"];
  if (!flaws.leavesLifetimes && /s-maxage/.test(kept.headers.get("cache-control") ?? ""))
    headers["cache-control"] = "private, max-age=0, must-revalidate";
  if (!flaws.isSilent) headers["x-cache"] = ageMs === null ? "MISS" : "HIT";
  if (flaws.leavesLifetimes && ageMs !== null) headers["age"] = String(Math.floor(ageMs / 1_000));
  if (flaws.claimsAge !== undefined) headers["age"] = flaws.claimsAge;
  const reads = /gzip/.test(String(request.headers["accept-encoding"] ?? "")) || flaws.ignoresEncoding;
  const zips = reads === true && !flaws.compressesNothing && kept.status === 200;
  if (zips) headers["content-encoding"] = "gzip";
  response.writeHead(kept.status, headers);
  response.end(zips ? gzipSync(kept.body) : kept.body);
}
