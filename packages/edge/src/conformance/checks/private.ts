import {
  type Answer,
  ask,
  cacheControl,
  isTheSameAnswer,
  saysFromCache,
  sharedLifetimeSeconds,
} from "../answer.ts";
import { aSecondMs, askFor, atOrigin, type Deployment } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { absent, present, type References } from "../references.ts";
import { type Representation, wholePage } from "../representations.ts";

/** Words of paths that answer for one visitor, as shops in some languages have them. */
const personalPath =
  /href="([^"#?]*\/(?:cart|basket|bag|checkout|account|login|orders|warenkorb|kasse|konto|panier|compte)(?:\/[^"#?]*)?)["#?]/gi;
const guesses = ["/cart", "/checkout", "/account"];

/**
 * Asks for personal paths as two visitors, more than a second apart, and for the page itself: nothing that sets a cookie or
 * calls itself private may come to both out of one store.
 */
export async function checkPrivate(
  deployment: Deployment & { readonly privatePaths: readonly string[] },
  references: References,
): Promise<CheckResult> {
  const page = await askFor(deployment, wholePage, { url: deployment.page });
  const personal = personalPaths(deployment, { html: page.body, paths: deployment.privatePaths });
  const first = new Map<string, Answer>();
  for (const url of personal) first.set(url, await visit(deployment, url, "first"));
  await deployment.pause(aSecondMs);
  const representations = present(references);
  const findings: Finding[] = [];
  for (const [url, answer] of first) {
    if (answer.status === 404) continue;
    findings.push(...shared(new URL(url).pathname, answer, await visit(deployment, url, "second")));
  }
  findings.push(
    ...(await cookiesOnPages(deployment, representations)),
    ...(await privateAtOrigin(deployment, representations)),
  );
  const isFound = [...first.values()].some(({ status }) => status !== 404);
  return {
    check: "private",
    findings,
    notLookedAt: [
      ...absent(references),
      ...(isFound ? [] : ["a cart or an account: none was found, --private PATH names one"]),
    ],
  };
}

/** Those that were named; otherwise those the page links to; otherwise the usual ones. */
function personalPaths(
  { page }: Deployment,
  { html, paths }: { html: string; paths: readonly string[] },
): string[] {
  const linked = [...html.matchAll(personalPath)].map(([, path = ""]) => path);
  const chosen = paths.length > 0 ? paths : linked.length > 0 ? linked : guesses;
  const urls = chosen.map((path) => new URL(path, page)).filter(({ host }) => host === page.host);
  return [...new Set(urls.map(({ href }) => href))].slice(0, 8);
}

function visit({ headers }: Deployment, url: string, visitor: string): Promise<Answer> {
  return ask(url, { headers: { ...headers, cookie: `edge_check=${visitor}` } });
}

function shared(where: string, first: Answer, second: Answer): Finding[] {
  const isKept = saysFromCache(second) || isTheSameAnswer(first, second);
  const [cookie, cookieOfOther] = [first, second].map(({ headers }) => headers.get("set-cookie"));
  if (cookie && cookie === cookieOfOther && isKept)
    return [
      {
        level: "fault",
        where,
        what: "two visitors get the same cookie out of the cache",
        fix: "never keep an answer with Set-Cookie; pass personal paths by",
      },
    ];
  const words = cacheControl(first);
  if (isKept && (words.has("private") || words.has("no-store")))
    return [
      {
        level: "fault",
        where,
        what: `is kept although it says "${first.headers.get("cache-control") ?? ""}"`,
        fix: "honour private and no-store, or pass personal paths by",
      },
    ];
  if ((sharedLifetimeSeconds(first) ?? 0) > 0)
    return [
      {
        level: "warning",
        where,
        what: `lets shared caches keep it ("${first.headers.get("cache-control") ?? ""}")`,
        fix: "right only if nothing of the visitor is in it: otherwise answer private, no-store",
      },
    ];
  return [];
}

async function cookiesOnPages(
  deployment: Deployment,
  representations: readonly Representation[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const representation of representations) {
    const answer = await askFor(deployment, representation, { url: deployment.page });
    const isStorable = (sharedLifetimeSeconds(answer) ?? 0) > 0;
    if (answer.headers.has("set-cookie") && (isStorable || saysFromCache(answer)))
      findings.push({
        level: "fault",
        where: representation.name,
        what: "sets a cookie and may be kept, so that visitors can share it",
        fix: "set cookies in an answer of their own (a route handler the browser asks), never on a page that is kept",
      });
  }
  return findings;
}

/** What the origin calls private, coming out of the cache. */
async function privateAtOrigin(
  deployment: Deployment,
  representations: readonly Representation[],
): Promise<Finding[]> {
  const { origin, page } = deployment;
  if (!origin) return [];
  const findings: Finding[] = [];
  for (const representation of representations) {
    const there = await askFor(deployment, representation, { url: atOrigin(origin, page) });
    const words = cacheControl(there);
    if (!words.has("private") && !words.has("no-store")) continue;
    const here = await askFor(deployment, representation, { url: page });
    if (saysFromCache(here))
      findings.push({
        level: "fault",
        where: representation.name,
        what: `is kept although the origin says "${there.headers.get("cache-control") ?? ""}"`,
        fix: "honour private and no-store",
      });
  }
  return findings;
}
