import { freePort } from "../testing/origin.ts";
import { afterEach, describe, expect, test } from "vitest";
import { checkEdge } from "./check-edge.ts";
import type { CheckName, Finding } from "./finding.ts";
import { countFindings, renderReport } from "./report.ts";
import { type Flaws, startCache } from "./testing/cache.ts";
import { startSite, type SiteWays } from "./testing/next-site.ts";

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

type Look = {
  only?: CheckName;
  site?: Partial<SiteWays>;
  flaws?: Flaws;
  path?: string;
  origin?: boolean;
  purge?: boolean;
};

function startClock() {
  const clock = { now: Date.UTC(2026, 0, 1) };
  return { clock, pause: (ms: number) => Promise.resolve(void (clock.now += ms)) };
}

async function look({ only, site, flaws, path = "/en-gb/products/lamp", origin, purge }: Look = {}) {
  const { clock, pause } = startClock();
  const behind = await startSite(clock, site);
  const cache = await startCache(behind.url, clock, flaws);
  opened.push(behind, cache);
  const report = await checkEdge({
    page: new URL(path, cache.url),
    origin: origin ? new URL(behind.url) : null,
    headers: {},
    privatePaths: [],
    purge: purge ? { url: `${cache.url}/_purge` } : null,
    pause,
    only: only ? [only] : null,
  });
  const found = report.results.flatMap(({ check, findings }) =>
    findings.map((finding): Finding & { check: CheckName } => ({ check, ...finding })),
  );
  return { report, found, faults: found.filter(({ level }) => level === "fault") };
}

describe.each([14, 16] as const)("a cache that is right, in front of Next %i", (next) => {
  test("has no finding, by itself and beside its origin", async () => {
    const alone = await look({ site: { next }, purge: true });
    const beside = await look({ site: { next }, origin: true, purge: true });
    expect([alone.found, beside.found]).toEqual([[], []]);
    expect(alone.report.results.find(({ check }) => check === "equal")?.notLookedAt[0]).toContain("--origin");
  });

  test("has none either when it tells of itself by no header", async () => {
    expect((await look({ site: { next }, flaws: { isSilent: true }, purge: true })).found).toEqual([]);
  });
});

/** As in the prefetch storms. */
const mixesSegments: Flaws = { ignoresHeader: "next-router-segment-prefetch", ignoresRscParameter: true };

const planted: readonly [string, Look, { check: CheckName; level?: "warning"; says: RegExp }][] = [
  [
    "ignores Vary and _rsc",
    { flaws: { ignoresVary: true, ignoresRscParameter: true } },
    { check: "apart", says: /is answered with/ },
  ],
  [
    "ignores Vary and _rsc in front of Next 14",
    { site: { next: 14 }, flaws: { ignoresVary: true, ignoresRscParameter: true } },
    { check: "apart", says: /is answered with/ },
  ],
  [
    "ignores Vary and trusts _rsc, in front of a Next that accepts any",
    { site: { next: 14 }, flaws: { ignoresVary: true } },
    { check: "poison", says: /the page is RSC for everybody/ },
  ],
  [
    "keeps Next's redirects to the right _rsc",
    { flaws: { ignoresVary: true, keepsRedirects: true } },
    { check: "poison", says: /for everybody \(307\)/ },
  ],
  [
    "leaves the segment header out of its key, as in the prefetch storms",
    { flaws: mixesSegments },
    { check: "apart", says: /is answered with (tree|segment)/ },
  ],
  [
    "leaves the prefetch header out of its key",
    { site: { next: 14 }, flaws: { ignoresHeader: "next-router-prefetch", ignoresRscParameter: true } },
    { check: "apart", says: /is answered with (RSC|prefetch)/ },
  ],
  ["strips the query", { flaws: { stripsQuery: true } }, { check: "apart", says: /without end/ }],
  [
    "gives the page to whoever asks for a stream",
    { site: { next: 14 }, flaws: { servesPageForStreams: true } },
    { check: "apart", says: /text\/html/ },
  ],
  [
    "keeps one page for all queries",
    { flaws: { ignoresQuery: true }, path: "/en-gb/search?q=lamp", origin: true },
    { check: "query", says: /every value of "q"/ },
  ],
  ["keeps what is private", { flaws: { keepsPrivate: true } }, { check: "private", says: /same cookie/ }],
  [
    "keeps what is private and says nothing of it",
    { flaws: { keepsPrivate: true, isSilent: true } },
    { check: "private", says: /same cookie/ },
  ],
  [
    "keeps Set-Cookie",
    { site: { setsCookie: true }, flaws: { keepsCookies: true } },
    { check: "private", says: /sets a cookie and may be kept/ },
  ],
  [
    "keeps what is missing for an hour",
    { flaws: { keepsErrorsForSeconds: 3_600 } },
    { check: "errors", says: /is kept although nothing allows it/ },
  ],
  [
    "keeps what is missing longer than the origin says",
    {
      site: { missing: { status: 404, cacheControl: "s-maxage=1" } },
      flaws: { keepsErrorsForSeconds: 3_600 },
      origin: true,
    },
    { check: "errors", says: /longer than the 1 s/ },
  ],
  [
    "lets a missing page be kept for a year",
    {
      site: { missing: { status: 404, cacheControl: "s-maxage=31536000" } },
      flaws: { leavesLifetimes: true },
    },
    { check: "errors", says: /31536000 s/ },
  ],
  [
    "compresses for those who cannot read it",
    { flaws: { ignoresEncoding: true } },
    { check: "compression", says: /gets gzip/ },
  ],
  [
    "purges the page and not its streams",
    { flaws: { purgesPagesOnly: true }, purge: true },
    { check: "purge", says: /old answer stays/ },
  ],
  [
    "hears a purge and does nothing",
    { flaws: { purgesNothing: true }, purge: true },
    { check: "purge", says: /old answer stays/ },
  ],
  [
    "has nothing to show after a purge",
    { flaws: { forgetsOnPurge: true }, purge: true },
    { check: "purge", says: /answered with 503/ },
  ],
  ["makes Age up", { flaws: { claimsAge: "soon" } }, { check: "lifetimes", says: /not a number/ }],
  [
    "keeps a page far past its life",
    { flaws: { claimsAge: "99999999", leavesLifetimes: true } },
    { check: "lifetimes", says: /its whole life is/ },
  ],
  [
    "hands stale-while-revalidate on to browsers",
    { flaws: { leavesLifetimes: true } },
    { check: "lifetimes", level: "warning", says: /reaches browsers/ },
  ],
  [
    "drops Vary",
    { flaws: { dropsVary: true } },
    { check: "lifetimes", level: "warning", says: /does not name rsc/ },
  ],
  [
    "keeps nothing",
    { flaws: { keepsNothing: true } },
    { check: "lifetimes", level: "warning", says: /asked of the origin each time/ },
  ],
  [
    "splits by tracking",
    { flaws: { splitsByTracking: true } },
    { check: "query", level: "warning", says: /utm_source/ },
  ],
  [
    "compresses nothing",
    { flaws: { compressesNothing: true } },
    { check: "compression", level: "warning", says: /uncompressed/ },
  ],
  [
    "keeps hashed files for a minute",
    { site: { files: "public, max-age=60" } },
    { check: "assets", says: /less than a day/ },
  ],
  [
    "answers 200 for what is missing",
    { site: { missing: { status: 200, cacheControl: "no-store" } } },
    { check: "errors", level: "warning", says: /answered with 200/ },
  ],
];

describe("a cache that is wrong", () => {
  test.for(planted)(
    "%s: is found, with a fix",
    { timeout: 60_000 },
    async ([, asked, { check, level = "fault", says }]) => {
      const { found, report } = await look({ ...asked, only: check });
      const told = found.filter((finding) => finding.check === check && finding.level === level);
      expect(told.map(({ what }) => what).join("\n")).toMatch(says);
      for (const { fix } of found) expect(fix).not.toBe("");
      const { faults } = countFindings(report.results);
      expect(faults > 0).toBe(found.some((finding) => finding.level === "fault"));
      expect(renderReport(report)).toMatch(/\d+ faults, \d+ warnings$/);
    },
  );
});

describe("a segment", () => {
  const byRepresentation = ["apart", "poison", "equal", "private", "lifetimes", "purge"];

  test("goes by the older name where the tree's are not there", async () => {
    const site = { segments: ["/_index"] };
    const { found, report } = await look({ site, origin: true, purge: true });
    expect(found).toEqual([]);
    expect(renderReport(report)).not.toContain("of segment");
    const mixed = await look({ only: "apart", site, flaws: mixesSegments });
    expect(mixed.faults.map(({ where }) => where)).toContain("segment");
  });

  test.each([true, false])("that no name has is not looked at, beside the origin: %s", async (origin) => {
    const { found, report } = await look({ site: { segments: [] }, origin, purge: true });
    expect(found).toEqual([]);
    const without = report.results.filter(({ notLookedAt }) =>
      notLookedAt.some((what) => /^anything of segment: .*__PAGE__ is answered with 404/.test(what)),
    );
    const expected = byRepresentation.filter((check) => check !== "equal" || origin);
    expect(without.map(({ check }) => check)).toEqual(expected);
    expect(renderReport(report)).toContain("– each representation is kept apart");
  });

  test("that the origin has and the cache answers with an error is a fault", async () => {
    const { faults } = await look({ only: "equal", flaws: { failsSegments: true }, origin: true });
    expect(faults.map(({ where, what }) => [where, what.slice(0, 3)])).toEqual([["segment", "404"]]);
  });
});

test("a page that changed at the origin is told from one that is mixed up", async () => {
  const { clock, pause } = startClock();
  const behind = await startSite(clock);
  const cache = await startCache(behind.url, clock);
  opened.push(behind, cache);
  const page = new URL("/en-gb/products/lamp", cache.url);
  await fetch(page);
  behind.version = 2;
  const { results } = await checkEdge({
    page,
    origin: new URL(behind.url),
    headers: {},
    privatePaths: [],
    purge: null,
    pause,
    only: null,
  });
  const found = results.flatMap(({ check, findings }) =>
    findings.map(({ level, where }) => [check, level, where]),
  );
  expect(found).toEqual([["equal", "warning", "HTML"]]);
});

test("what is no Next site, is not there or cannot be reached is said so", async () => {
  const { clock, pause } = startClock();
  const behind = await startSite(clock);
  opened.push(behind);
  const at = (url: string) =>
    checkEdge({
      page: new URL(url),
      origin: null,
      headers: {},
      privatePaths: [],
      purge: null,
      pause,
      only: [],
    });
  await expect(at(`http://127.0.0.1:${await freePort()}/`)).rejects.toThrow(
    /cannot be reached: nothing listens there/,
  );
  await expect(at(`${behind.url}/_next/static/chunks/a1b2.js`)).rejects.toThrow(/no page of a Next site/);
  await expect(at(`${behind.url}/en-gb/nothing`)).rejects.toThrow(/answers 404: name a page that is there/);
  const redirected = await at(`${behind.url}/`);
  expect(redirected.page).toBe(`${behind.url}/en-gb/products/lamp`);
});
