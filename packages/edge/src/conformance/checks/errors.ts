import {
  type Answer,
  ask,
  cacheControl,
  isTheSameAnswer,
  saysFromCache,
  sharedLifetimeSeconds,
} from "../answer.ts";
import { aSecondMs, atOrigin, type Deployment, newMark } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";

/** The longest that something missing may be kept: what is published now has to appear. */
const longestSeconds = 300;

/** Asks twice for a page that is not there and for an address that is none. */
export async function checkErrors(deployment: Deployment): Promise<CheckResult> {
  const [missing, malformed] = [missingBeside(deployment.page), new URL("/%E0%A4%A", deployment.page)];
  const firsts = [await get(deployment, missing), await get(deployment, malformed)];
  await deployment.pause(aSecondMs);
  const seconds = [await get(deployment, missing), await get(deployment, malformed)];
  const findings = [missing, malformed].flatMap((url, index) => {
    const [first, second] = [firsts[index], seconds[index]];
    return first && second ? judge(url, first, second) : [];
  });
  return {
    check: "errors",
    findings: [...findings, ...(await keptAgainstOrigin(deployment))],
    notLookedAt: [],
  };
}

function get({ headers }: Deployment, url: URL): Promise<Answer> {
  return ask(url.href, { headers });
}

/** A sibling of the page: the same route, with a name that nothing has. */
function missingBeside(page: URL): URL {
  return new URL(`edge-check-${newMark()}`, new URL(page.pathname, page));
}

function judge({ pathname }: URL, first: Answer, second: Answer): Finding[] {
  if (first.status < 400)
    return first.status === 200
      ? [
          {
            level: "warning",
            where: "a missing page",
            what: `${pathname} does not exist and is answered with 200`,
            fix: "decide notFound() before anything is sent: Next cannot change the status once it streams",
          },
        ]
      : [];
  const where = first.status >= 500 ? `an error (${first.status})` : `a missing page (${first.status})`;
  const lifetimeSeconds = sharedLifetimeSeconds(first) ?? 0;
  if (first.status >= 500 ? lifetimeSeconds > 10 : lifetimeSeconds > longestSeconds)
    return [
      {
        level: "fault",
        where,
        what: `may be kept for ${lifetimeSeconds} s`,
        fix: first.status >= 500 ? "answer errors with no-store" : `keep it for ${longestSeconds} s at most`,
      },
    ];
  const words = cacheControl(first);
  const isForbidden = words.has("no-store") || words.size === 0;
  if (isForbidden && (saysFromCache(second) || isTheSameAnswer(first, second)))
    return [
      {
        level: "fault",
        where,
        what: `is kept although nothing allows it ("${first.headers.get("cache-control") ?? "no Cache-Control"}")`,
        fix: "turn off what keeps errors by status (negative caching), or give it seconds",
      },
    ];
  return [];
}

/** A cache that writes its own Cache-Control for browsers shows its rules only beside the origin. */
async function keptAgainstOrigin(deployment: Deployment): Promise<Finding[]> {
  const { origin } = deployment;
  if (!origin) return [];
  const missing = missingBeside(deployment.page);
  const there = await get(deployment, atOrigin(origin, missing));
  const first = await get(deployment, missing);
  const lifetimeSeconds = sharedLifetimeSeconds(there) ?? 0;
  if (there.status < 400 || lifetimeSeconds > 10) return [];
  await deployment.pause((lifetimeSeconds + 1.2) * 1_000);
  const second = await get(deployment, missing);
  if (!isTheSameAnswer(first, second) && Number(second.headers.get("age") ?? 0) <= lifetimeSeconds) return [];
  return [
    {
      level: "fault",
      where: `a missing page (${second.status})`,
      what: `is kept longer than the ${lifetimeSeconds} s the origin gives it`,
      fix: "turn off what keeps errors by status (negative caching), or give it seconds",
    },
  ];
}
