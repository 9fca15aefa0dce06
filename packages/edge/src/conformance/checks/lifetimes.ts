import { cacheControl, isTheSameAnswer, saysFromCache, sharedLifetimeSeconds } from "../answer.ts";
import { aSecondMs, askForEach, type Deployment, type Seen } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { absent, present, type References } from "../references.ts";
import { type Representation, varyingHeaders } from "../representations.ts";

/** Looks at every representation when it was asked for twice and should have been kept. */
export async function checkLifetimes(deployment: Deployment, references: References): Promise<CheckResult> {
  const first = await askForEach(deployment, deployment.page, present(references));
  await deployment.pause(aSecondMs);
  const second = await askForEach(deployment, deployment.page, present(references));
  const findings = [...second].flatMap(([representation, answer]) => {
    const earlier = first.get(representation);
    const isKept = saysFromCache(answer) || (earlier !== undefined && isTheSameAnswer(earlier, answer));
    return answer.status === 200 && !answer.loops ? judge(representation, answer, isKept) : [];
  });
  return { check: "lifetimes", findings, notLookedAt: absent(references) };
}

function judge({ name }: Representation, answer: Seen, isKept: boolean): Finding[] {
  const at = (level: Finding["level"], what: string, fix: string): Finding => ({
    level,
    where: name,
    what,
    fix,
  });
  const words = cacheControl(answer);
  const lifetimeSeconds = sharedLifetimeSeconds(answer);
  const written = answer.headers.get("cache-control") ?? "no Cache-Control";
  const findings: Finding[] = [];
  if (!isKept)
    findings.push(
      lifetimeSeconds === null
        ? at(
            "warning",
            `is asked of the origin each time ("${written}")`,
            "let the page read no cookie, header or search parameter on the server; `ensureStatic` (Next 16.4) or `force-static` makes a slip a build error",
          )
        : at(
            "warning",
            `is asked of the origin each time, although it may be kept ("${written}")`,
            "tell the cache to keep HTML and text/x-component by s-maxage; most keep files only until told",
          ),
    );
  const age = answer.headers.get("age");
  if (age !== null && !/^\d+$/.test(age))
    findings.push(at("fault", `Age is "${age}", not a number of seconds`, "let the cache write Age itself"));
  const longestSeconds = (lifetimeSeconds ?? 0) + (words.get("stale-while-revalidate") ?? 0);
  if (lifetimeSeconds !== null && Number(age ?? 0) > Math.max(longestSeconds, 1))
    findings.push(
      at(
        "fault",
        `is ${age} s old, and its whole life is ${longestSeconds} s`,
        "let the origin's Cache-Control decide, not a rule of the cache",
      ),
    );
  if (answer.headers.get("x-nextjs-cache") === "STALE" && Number(age ?? 0) > 2)
    findings.push(
      at(
        "fault",
        `was marked STALE by Next and is kept all the same (${age} s)`,
        "keep what x-nextjs-cache calls STALE for a second at most: it carries the lifetime of a fresh page",
      ),
    );
  return [...findings, ...judgeBrowsers(name, words), ...judgeVary(name, answer, isKept)];
}

function judgeBrowsers(where: string, words: ReadonlyMap<string, number>): Finding[] {
  const forBrowsers = words.get("max-age") ?? 0;
  const afterwards = words.get("stale-while-revalidate") ?? 0;
  if (words.has("no-store") || words.has("no-cache")) return [];
  if (forBrowsers > 0)
    return [
      {
        level: "warning",
        where,
        what: `browsers keep it for ${forBrowsers} s, where no purge reaches`,
        fix: 'let the outermost cache rewrite it to "private, max-age=0, must-revalidate"',
      },
    ];
  if (afterwards > 0 && !words.has("must-revalidate"))
    return [
      {
        level: "warning",
        where,
        what: `stale-while-revalidate reaches browsers, which may show it for ${afterwards} s after its end`,
        fix: 'let the outermost cache rewrite it to "private, max-age=0, must-revalidate"',
      },
    ];
  return [];
}

function judgeVary(where: string, { headers }: Seen, isKept: boolean): Finding[] {
  const vary = (headers.get("vary") ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const findings: Finding[] = [];
  const splitting = vary.filter((name) => ["*", "cookie", "user-agent", "authorization"].includes(name));
  if (splitting.length > 0)
    findings.push({
      level: "warning",
      where,
      what: `Vary names ${splitting.join(", ")}: nearly every visitor has a copy of their own`,
      fix: "decide by a path segment or a cookie of few values that the cache puts into its key",
    });
  const missing = varyingHeaders.filter((name) => !vary.includes(name) && !vary.includes("*"));
  // Next leaves the segment header out where it has none (before 15).
  if (isKept && missing.includes("rsc"))
    findings.push({
      level: "warning",
      where,
      what: `Vary does not name ${missing.join(", ")}`,
      fix: "hand Next's own Vary on, so that caches further out, the browser's too, keep the representations apart",
    });
  return findings;
}
