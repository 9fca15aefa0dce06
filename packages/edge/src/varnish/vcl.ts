import { apology, type ApologyLanguage, type ApologyPlace, placePattern } from "../apology.ts";
import { apiPattern, badAddressPage, badAddressProblem } from "../bad-address.ts";
import { forwardedClaims } from "../forwarded-claims.ts";
import { malformedPattern } from "../malformed-path.ts";
import { personalPaths, prefixes } from "../routes.ts";
import { queryRules } from "./query.ts";
import type { EdgeSettings } from "./settings.ts";

/**
 * The Varnish 7 configuration (VCL 4.1, with `std`, `xkey`, `saintmode` and `directors` of varnish-modules) that makes
 * Varnish the shop's front door.
 *
 * - What may be kept is what the origin says so of; a cookie never reaches a page that is kept, and an answer that sets
 *   one is never stored.
 * - A page that was good outlives the origin: a failed fetch is answered with the last good one, for `graceSeconds`.
 * - A purge only makes pages stale, never gone, and is heard at the address named `purge` alone.
 */
export function renderVcl(settings: EdgeSettings): string {
  return [
    "vcl 4.1;\n\nimport directors;\nimport saintmode;\nimport std;\nimport xkey;",
    backends(settings),
    acl(settings),
    receive(settings),
    hash,
    fetch(settings),
    deliver(settings),
    synth(settings),
  ].join("\n\n");
}

function backends({ upstreams, probe, blacklistSeconds, renewedAtOnce }: EdgeSettings): string {
  const { storefront, checkout, worker, cdn } = upstreams;
  const silence = { storefront: 15, checkout: 30, worker: 10, cdn: 10 };
  // Of so many pages the storefront itself is taken for sick; 0 leaves no page alone.
  const pagesLeftAloneMax = blacklistSeconds > 0 ? 1_000 : 0;
  return [
    `probe alive {
  .url = "${probe.path}";
  .interval = ${duration(probe.everySeconds)};
  .timeout = ${duration(probe.timeoutSeconds)};
  .window = 4;
  .threshold = 2;
  .initial = 2;
}`,
    backend("storefront", storefront, silence.storefront, { more: "  .probe = alive;\n" }),
    backend("storefront_renewing", storefront, silence.storefront, { connectionsMax: renewedAtOnce }),
    backend("checkout", checkout, silence.checkout),
    backend("worker", worker, silence.worker),
    ...(cdn ? [backend("cdn", cdn, silence.cdn)] : []),
    // A page whose fetch failed is left alone for a while, without the others suffering for it.
    `sub vcl_init {
  new saint = saintmode.saintmode(storefront, ${pagesLeftAloneMax});
  new shop = directors.fallback();
  shop.add_backend(saint.backend());
  new saint_renewing = saintmode.saintmode(storefront_renewing, ${pagesLeftAloneMax});
  new renewing = directors.fallback();
  renewing.add_backend(saint_renewing.backend());
}`,
  ].join("\n\n");
}

function backend(
  name: string,
  { host, port }: { host: string; port: number | string },
  silenceSeconds: number,
  { more = "", connectionsMax = 512 }: { more?: string; connectionsMax?: number } = {},
): string {
  return `backend ${name} {
  .host = "${host}";
  .port = "${port}";
  .connect_timeout = 1s;
  .first_byte_timeout = ${silenceSeconds}s;
  .between_bytes_timeout = 5s;
  .max_connections = ${connectionsMax};
${more}}`;
}

function acl({ purgers }: EdgeSettings): string {
  return `acl purgers {\n${purgers.map((address) => `  ${aclEntry(address)};\n`).join("")}}`;
}

function aclEntry(address: string): string {
  const [ip = "", bits] = address.split("/");
  return bits === undefined ? `"${ip}"` : `"${ip}"/${bits}`;
}

function receive(settings: EdgeSettings): string {
  return `sub vcl_recv {
  if (req.restarts == 0) {
    unset req.http.x-edge-last-good;
    unset req.http.x-edge-kept;
    unset req.http.x-edge-malformed;
    unset req.http.x-edge-purged;
    unset req.http.x-evertill-arm;
    unset req.http.proxy;
${settings.trustForwarded ? "" : ownForwarded}  }

  if (local.socket == "purge") {
    if (client.ip !~ purgers) { return (synth(403, "Not from here")); }
    if (req.url == "/health") { return (synth(204)); }
    if (req.method != "PURGE" || !req.http.xkey) { return (synth(400, "PURGE with an xkey header")); }
    set req.http.x-edge-purged = xkey.softpurge(req.http.xkey);
    return (synth(200, "Purged"));
  }
  if (req.method == "PURGE" || req.method == "BAN") { return (synth(405, "Not here")); }
  if (req.method !~ "^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$") { return (synth(405, "Not here")); }
  if (req.url == "/_door/health") { return (synth(204)); }
  if (regsub(req.url, "\\?.*", "") ~ "(?i)${malformedPattern}") {
    set req.http.x-edge-malformed = "1";
    return (synth(400));
  }

${routes(settings)}
  set req.backend_hint = shop.backend();
  if (req.method != "GET" && req.method != "HEAD") { return (pass); }
  if (${personalPaths.map((path) => `req.url ~ "${path}"`).join(" || ")}) { return (pass); }

  set req.http.x-evertill-arm = "${settings.arms[0]}";
${armsByCookie(settings)}  unset req.http.cookie;
  unset req.http.authorization;
  set req.http.x-edge-kept = "1";
${queryRules(settings)}
${navigation}
  # Healthy: an ended page is shown a little longer while a newer one is fetched. Sick, or just failed: the last good one.
  if (std.healthy(req.backend_hint) && !req.http.x-edge-last-good) {
    set req.grace = ${duration(settings.staleWhileHealthySeconds)};
  } else {
    set req.grace = ${duration(settings.graceSeconds)};
  }
  return (hash);
}`;
}

/**
 * A page that is kept is answered whole, wherever a navigation to it comes from (Next 16.4.6: the same bytes), but Next's
 * `Vary` and `_rsc` name the page that is left. Without it `_rsc` is the digest of nothing, and all share one answer.
 */
const navigation = `  if (req.http.rsc && !req.http.next-router-prefetch && !req.http.next-router-segment-prefetch) {
    unset req.http.next-router-state-tree;
    unset req.http.next-url;
    set req.url = regsub(req.url, "([?&])_rsc=[^&]*", "\\1_rsc=");
  }`;

const ownForwarded = `${forwardedClaims.map((name) => `    unset req.http.${name};\n`).join("")}
    set req.http.x-forwarded-for = client.ip;
    set req.http.x-forwarded-host = req.http.host;
    set req.http.x-forwarded-proto = "http";
`;

function routes({ upstreams: { cdn } }: EdgeSettings): string {
  return prefixes
    .filter(([, upstream]) => upstream !== "cdn" || cdn !== null)
    .map(([prefix, upstream]) => {
      const kept = upstream === "cdn";
      const then = kept
        ? `set req.backend_hint = cdn;\n    unset req.http.cookie;\n    set req.http.x-edge-kept = "1";\n    return (hash);`
        : `set req.backend_hint = ${upstream};\n    return (pass);`;
      return `  if (req.url ~ "^${prefix}([/?]|$)") {\n    ${then}\n  }\n`;
    })
    .join("");
}

function armsByCookie({ arms }: EdgeSettings): string {
  return arms
    .slice(1)
    .map(
      (arm) =>
        `  if (req.http.cookie ~ "(^|; )evertill_arm=${arm}(;|$)") { set req.http.x-evertill-arm = "${arm}"; }\n`,
    )
    .join("");
}

const hash = `sub vcl_hash {
  if (req.http.x-evertill-arm) { hash_data(req.http.x-evertill-arm); }
  # Whatever is wrong with an answer to a script never stands in a document's place.
  if (req.http.rsc) { hash_data("rsc"); }
}`;

function fetch(settings: EdgeSettings): string {
  const { graceSeconds, markedStaleSeconds, blacklistSeconds } = settings;
  return `sub vcl_backend_fetch {
  unset bereq.http.x-edge-last-good;
  unset bereq.http.x-edge-purged;
  # Somebody has an answer already: what is fetched behind it never takes the room of those who wait for theirs. Only the
  # storefront itself has a probe.
  if (bereq.is_bgfetch && bereq.backend == shop.backend() && std.healthy(shop.backend())) {
    set bereq.backend = renewing.backend();
  }
}

sub vcl_backend_response {
  if (!bereq.http.x-edge-kept) {
    # A page about one shopper, such as the cart, that a person would see as a bare error.
    if (beresp.status >= 500 && bereq.method == "GET" && bereq.backend == shop.backend() && !bereq.http.rsc &&
        bereq.http.accept ~ "text/html") { return (abandon); }
    return (deliver);
  }
  if (beresp.status >= 500) {
    ${blacklistSeconds > 0 ? `if (bereq.backend == shop.backend() || bereq.backend == renewing.backend()) { saintmode.blacklist(${duration(blacklistSeconds)}); }` : ""}
    return (abandon);
  }
  # Next's own, to the address with the right _rsc: what it answers to stands in no Vary.
  if (beresp.status >= 300 && beresp.status < 400 && beresp.status != 304) {
    set beresp.uncacheable = true;
    set beresp.ttl = 0s;
    return (deliver);
  }
  if (beresp.http.set-cookie || beresp.http.vary ~ "(?i)cookie|\\*" ||
      beresp.http.cache-control ~ "(?i)(private|no-store|no-cache)" ||
      beresp.http.cache-control !~ "(?i)(s-maxage|max-age)=") {
    set beresp.uncacheable = true;
    set beresp.ttl = 60s;
    return (deliver);
  }
  # The origin answers "stale" once after a change, with the whole lifetime of a fresh page.
  if (beresp.http.x-nextjs-cache == "STALE" && beresp.ttl > ${duration(markedStaleSeconds)}) { set beresp.ttl = ${duration(markedStaleSeconds)}; }
  set beresp.grace = ${duration(graceSeconds)};
  # What is missing, and what is only worth something while it is live: the price of the chosen variant.
  if (beresp.status >= 400 || beresp.http.cache-control ~ "(?i)stale-while-revalidate=0($|,)") { set beresp.grace = 0s; }
  set beresp.keep = 0s;
  if (!beresp.http.content-encoding &&
      beresp.http.content-type ~ "(?i)^(text/|application/(javascript|json|manifest|xml)|image/svg)") {
    set beresp.do_gzip = true;
  }
}

sub vcl_backend_error {
  return (abandon);
}`;
}

function deliver({ isOutermost }: EdgeSettings): string {
  return `sub vcl_deliver {
  if (obj.hits > 0) { set resp.http.x-cache = "HIT"; } else { set resp.http.x-cache = "MISS"; }
  unset resp.http.x-varnish;
  unset resp.http.via;
${isOutermost ? outermost : ""}}`;
}

/** Browsers ask again each time, at the price of a 304; only what is named by its content is theirs to keep. */
const outermost = `  unset resp.http.xkey;
  unset resp.http.surrogate-key;
  unset resp.http.cache-tag;
  unset resp.http.x-nextjs-cache;
  if (resp.http.cache-control ~ "(?i)s-maxage") {
    set resp.http.cache-control = "private, max-age=0, must-revalidate";
    unset resp.http.age;
  }
`;

function synth({ retryAfterSeconds }: EdgeSettings): string {
  return `sub vcl_synth {
  # An abandoned fetch stored nothing, so the last good page is still the newest there is: look for it however old.
  if (resp.status == 503 && req.http.x-edge-kept && !req.http.x-edge-last-good) {
    set req.http.x-edge-last-good = "1";
    return (restart);
  }
  set resp.http.cache-control = "no-store";
  set resp.http.x-robots-tag = "noindex";
  if (req.http.x-edge-malformed) {
${badAddress}
    return (deliver);
  }
  if (resp.status != 503) {
    set resp.http.content-type = "text/plain; charset=utf-8";
    if (req.http.x-edge-purged) { set resp.http.x-purged = req.http.x-edge-purged; }
    synthetic(resp.reason);
    return (deliver);
  }
  set resp.http.content-type = "text/html; charset=utf-8";
  set resp.http.retry-after = "${retryAfterSeconds}";
  if (${wantsGerman}) {
${apologies("de")}
  } else {
${apologies("en")}
  }
  return (deliver);
}`;
}

const wantsGerman = `req.url ~ "^/de-[a-z]{2}([/?]|$)" || (req.url ~ "^/(checkout|[/?]|$)" && req.http.accept-language ~ "(?i)^de")`;

const badAddress = `    set resp.http.content-type = "text/html; charset=utf-8";
    if (req.url ~ "${apiPattern}") {
      set resp.http.content-type = "application/problem+json";
      synthetic(${longString(badAddressProblem)});
    } else if (${wantsGerman}) {
      set resp.http.content-language = "de";
      synthetic(${longString(badAddressPage("de"))});
    } else {
      set resp.http.content-language = "en";
      synthetic(${longString(badAddressPage("en"))});
    }`;

function apologies(language: ApologyLanguage): string {
  const say = (place: ApologyPlace) => `synthetic(${longString(apology(place, language))});`;
  return `    set resp.http.content-language = "${language}";
    if (req.url ~ "^/checkout([/?]|$)") { ${say("till")} }
    else if (req.url ~ "${placePattern("search")}") { ${say("search")} }
    else if (req.url ~ "${placePattern("cart")}") { ${say("cart")} }
    else { ${say("page")} }`;
}

/** VCL takes no more than three decimals. */
function duration(seconds: number): string {
  return `${Number(seconds.toFixed(3))}s`;
}

function longString(text: string): string {
  if (text.includes('"}')) throw new Error(`A synthetic page must not hold the end of a VCL string: ${text}`);
  return `{"${text}"}`;
}
