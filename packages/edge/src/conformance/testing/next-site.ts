import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { addressOf, varyingHeaders } from "../representations.ts";

/** What of a site's behaviour a test changes. */
export type SiteWays = {
  /** 14 knows no segments and accepts any `_rsc`; 16 redirects to the right one. */
  readonly next: 14 | 16;
  /** The segments that 16 answers; others, and all where there are none, are a 404. */
  readonly segments: readonly string[];
  /** Cache-Control of pages. */
  readonly lifetime: string;
  readonly missing: { readonly status: number; readonly cacheControl: string };
  readonly setsCookie: boolean;
  /** Cache-Control of the cart. */
  readonly cart: string;
  /** Of files named by their content. */
  readonly files: string;
};

const usual: SiteWays = {
  next: 16,
  segments: ["/$d$locale", "/$d$locale/!KHNob3Ap/products/$d$handle/__PAGE__"],
  lifetime: "s-maxage=600, stale-while-revalidate=604200",
  missing: { status: 404, cacheControl: "private, no-cache, no-store, max-age=0, must-revalidate" },
  setsCookie: false,
  cart: "private, no-cache, no-store, max-age=0, must-revalidate",
  files: "public, max-age=31536000, immutable",
};

/** The time that sites and caches of a test write into their answers, in milliseconds. */
export type Clock = { now: number };

export type Site = { readonly url: string; version: number; close(): Promise<void> };

/** A site that answers as `next start` does, by what 16.4.6 and 14.2 were seen to send. */
export async function startSite(clock: Clock, changed: Partial<SiteWays> = {}): Promise<Site> {
  const ways = { ...usual, ...changed };
  const site = { url: "", version: 1 };
  const server = createServer((request, response) => {
    response.setHeader("date", new Date(clock.now).toUTCString());
    respond(ways, site.version, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(site, {
    url,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  });
}

function respond(ways: SiteWays, version: number, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://site");
  const send = (status: number, headers: Record<string, string>, body: string) => {
    response.writeHead(status, headers);
    response.end(body);
  };
  if (url.pathname === "/") return send(307, { location: "/en-gb/products/lamp" }, "");
  if (url.pathname.startsWith("/_next/static/"))
    return send(200, { "content-type": "text/javascript", "cache-control": ways.files }, "1");
  if (url.pathname.endsWith("/cart")) {
    const headers = {
      "content-type": "text/html",
      "cache-control": ways.cart,
      "set-cookie": `cart=${crypto.randomUUID()}`,
    };
    return send(200, headers, `<html>cart of ${request.headers.cookie ?? "nobody"} /_next/</html>`);
  }
  if (!url.pathname.startsWith("/en-gb/products/lamp") && url.pathname !== "/en-gb/search")
    return send(
      url.pathname.includes("%E0%A4%A") ? 500 : ways.missing.status,
      { "content-type": "text/html", "cache-control": ways.missing.cacheControl },
      "<html>nothing here</html>",
    );
  return page(ways, { version, url, request, send });
}

function page(
  ways: SiteWays,
  {
    version,
    url,
    request,
    send,
  }: {
    version: number;
    url: URL;
    request: IncomingMessage;
    send: (status: number, headers: Record<string, string>, body: string) => void;
  },
): void {
  const correct = ways.next === 16 ? misspelt(url, request) : null;
  if (correct !== null) return send(307, { location: correct }, "");
  const headers: Record<string, string> = {
    "cache-control": ways.lifetime,
    vary: `rsc, next-router-state-tree, next-router-prefetch${ways.next === 16 ? ", next-router-segment-prefetch" : ""}, Accept-Encoding`,
    xkey: "product:lamp",
    ...(ways.setsCookie && { "set-cookie": "visitor=1" }),
  };
  const query = url.searchParams.get("q") ?? "";
  if (request.headers["rsc"] === undefined) {
    const body = `<!DOCTYPE html><html>${version} ${url.pathname} ${query}<a href="/en-gb/cart">Cart</a><script src="/_next/static/chunks/a1b2.js"></script></html>`;
    return send(200, { ...headers, "content-type": "text/html; charset=utf-8" }, body);
  }
  const prefetch = request.headers["next-router-prefetch"];
  const segment = ways.next === 16 ? request.headers["next-router-segment-prefetch"]?.toString() : undefined;
  if (segment !== undefined && segment !== "/_tree" && !ways.segments.includes(segment))
    return send(404, headers, "");
  const body =
    segment === "/_tree"
      ? treeOf(version)
      : `0:${JSON.stringify({ version, path: url.pathname, query, prefetch, segment })}`;
  return send(200, { ...headers, "content-type": "text/x-component" }, body);
}

/** As 16.4.6 writes it: the rows from the inside out, a parameter as an object, a map of slots in a row of its own. */
function treeOf(version: number): string {
  return [
    ':HL["/_next/static/chunks/a1b2.css","style"]',
    '5:[["children",{"s":"__PAGE__","h":49314}]]',
    '4:[["children",{"s":{"n":"handle","t":"d","k":null,"s":[]},"h":49250,"c":"$Q5"}]]',
    '3:[["children",{"s":"products","h":49218,"c":"$Q4"}]]',
    '2:[["children",{"s":"(shop)","h":49202,"c":"$Q3"}]]',
    '1:[["children",{"s":{"n":"locale","t":"d","k":null,"s":[]},"h":49266,"c":"$Q2"}]]',
    `0:{"b":"${version}","t":{"t":{"s":"","h":49234,"c":"$Q1"}}}`,
  ].join("\n");
}

/** Where Next sends a stream's request whose `_rsc` is not the digest of its headers. */
function misspelt(url: URL, request: IncomingMessage): string | null {
  if (request.headers["rsc"] === undefined) return null;
  const headers = Object.fromEntries(
    varyingHeaders.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
  const bare = new URL(url);
  bare.searchParams.delete("_rsc");
  const right = new URL(addressOf(bare, { name: "RSC", headers }));
  return right.searchParams.get("_rsc") === url.searchParams.get("_rsc")
    ? null
    : right.pathname + right.search;
}
