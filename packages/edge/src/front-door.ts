import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createProxyServer } from "httpxy";
import type { Logger } from "pino";
import { apology, languageOf, placeOf } from "./apology.ts";
import { apiPattern, badAddressPage, badAddressProblem } from "./bad-address.ts";
import { forBrowsers } from "./for-browsers.ts";
import { forwardedClaims } from "./forwarded-claims.ts";
import { isMalformed } from "./malformed-path.ts";
import { type Upstream, type Upstreams, upstreamOf } from "./routes.ts";

/** How long each upstream may stay silent. The till gets longer than any provider deadline behind it. */
const silenceMsMax: Readonly<Record<Upstream, number>> = {
  storefront: 15_000,
  checkout: 30_000,
  worker: 10_000,
  cdn: 10_000,
};

/** How long an idle connection to a process is kept; each process keeps its own longer (75 s), so that none closes it under a request. */
const idleMsMax = 30_000;

/** Well under what any process behind the door takes. */
const longBodyBytes = 16_384;

/**
 * The embedded front door: one origin for shoppers, several processes behind it. It only routes; the page cache belongs
 * to Varnish, which takes its place in production. The caller listens and closes.
 */
export function createFrontDoor({
  upstreams,
  log,
  trustForwarded = false,
}: {
  upstreams: Upstreams;
  log: Logger;
  /** True only where a TLS proxy of our own stands in front. */
  trustForwarded?: boolean;
}): Server {
  const shared = new Agent({ keepAlive: true, maxSockets: 512, maxFreeSockets: 64, timeout: idleMsMax });
  const single = new Agent({ keepAlive: false, maxSockets: 64 });
  const proxy = createProxyServer();
  proxy.on("error", (error, request, response) => {
    const upstream = upstreamOf(request?.url ?? "/");
    log.warn({ upstream, path: pathOf(request), error: error.message }, "upstream did not answer");
    if (response && "setHeader" in response) apologise(request, response, upstream);
    else response?.destroy();
  });
  proxy.on("proxyRes", (answer, request, response) => {
    forBrowsers(answer.headers);
    if (!isFailedPage(request, answer)) return;
    log.warn({ path: pathOf(request), status: answer.statusCode }, "the storefront failed");
    apologise(request, response, "storefront");
    answer.resume();
  });
  return createServer((request, response) => {
    if (request.url === "/_door/health") return answerHealth(response);
    if (isMalformed(request.url ?? "/")) return refuseAddress(request, response);
    if (!trustForwarded) for (const claim of forwardedClaims) delete request.headers[claim];
    const upstream = upstreamOf(request.url ?? "/");
    proxy
      .web(request, response, {
        target: upstreams[upstream].origin,
        agent: isLong(request) ? single : shared,
        xfwd: true,
        changeOrigin: upstream === "cdn",
        proxyTimeout: silenceMsMax[upstream],
      })
      .catch(() => undefined); // Told through the "error" event above.
  });
}

/**
 * A long body may be refused unread, and its connection closed the moment after the answer: it gets one of its own, so that
 * nobody else's request is sent on it.
 */
function isLong({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > longBodyBytes;
}

/** A page of the shop that a person would see as a bare error. Data for scripts keeps its own answer. */
function isFailedPage(
  { method, url, headers }: IncomingMessage,
  { statusCode = 0 }: IncomingMessage,
): boolean {
  const isPage = method === "GET" && !headers["rsc"] && (headers.accept ?? "").includes("text/html");
  return isPage && statusCode >= 500 && upstreamOf(url ?? "/") === "storefront";
}

function apologise(request: IncomingMessage | undefined, response: ServerResponse, upstream: Upstream): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const path = request?.url ?? "/";
  const language = languageOf(path, request?.headers["accept-language"]);
  const body = apology(placeOf(path, upstream), language);
  response.writeHead(503, {
    "content-type": "text/html; charset=utf-8",
    "content-language": language,
    "content-length": Buffer.byteLength(body),
    "retry-after": "5",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
  });
  response.end(body);
}

/** Next would answer a path that cannot be decoded with a bare 500, as if the fault were ours. */
function refuseAddress(request: IncomingMessage, response: ServerResponse): void {
  const isApi = new RegExp(apiPattern).test(request.url ?? "/");
  const language = languageOf(request.url ?? "/", request.headers["accept-language"]);
  response.writeHead(400, {
    "content-type": isApi ? "application/problem+json" : "text/html; charset=utf-8",
    ...(!isApi && { "content-language": language }),
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
    // A body that nobody will read must not be taken for the next request.
    connection: "close",
  });
  response.end(isApi ? badAddressProblem : badAddressPage(language));
}

function answerHealth(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end('{"status":"ok"}');
}

/** Without the query, which may hold what a shopper typed. */
function pathOf(request: IncomingMessage | undefined): string {
  return (request?.url ?? "").split("?", 1)[0] ?? "";
}
