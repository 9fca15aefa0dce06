import { type Answer, ask, isTheSameAnswer, saysFromCache } from "../answer.ts";
import { aSecondMs, atOrigin, type Deployment, newMark } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";

/** Tracking must not split a page; what the page's own query says must. */
export async function checkQuery(deployment: Deployment): Promise<CheckResult> {
  const { page } = deployment;
  const findings: Finding[] = [];
  const plain = await get(deployment, page);
  await deployment.pause(aSecondMs);
  const again = await get(deployment, page);
  const tracked = await get(deployment, withParameter(page, "utm_source", newMark()));
  const isKept = saysFromCache(again) || isTheSameAnswer(plain, again);
  if (isKept && !saysFromCache(tracked) && !isTheSameAnswer(again, tracked))
    findings.push({
      level: "warning",
      where: "HTML",
      what: "each utm_source is a page of its own to the cache",
      fix: "leave tracking parameters (utm_*, gclid, fbclid, ...) out of the key, and keep `_rsc` in it",
    });
  const own = [...page.searchParams.keys()];
  const notLookedAt = own.length === 0 ? ["a query that changes the page: give an address that has one"] : [];
  for (const name of own) findings.push(...(await ignored(deployment, { name, answer: again, isKept })));
  return { check: "query", findings, notLookedAt };
}

function get({ headers }: Deployment, url: URL): Promise<Answer> {
  return ask(url.href, { headers });
}

function withParameter(url: URL, name: string, value: string): URL {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed;
}

/** Whether another value of a parameter gets the page that this value has, and the origin tells them apart. */
async function ignored(
  deployment: Deployment,
  { name, answer, isKept }: { name: string; answer: Answer; isKept: boolean },
): Promise<Finding[]> {
  const { page, origin } = deployment;
  const url = withParameter(page, name, newMark());
  const other = await get(deployment, url);
  const isOne = other.body === answer.body && (isKept || saysFromCache(other));
  if (!isOne) return [];
  if (origin) {
    const there = await get(deployment, atOrigin(origin, url));
    if (there.body === other.body) return [];
  }
  return [
    {
      level: origin ? "fault" : "warning",
      where: "HTML",
      what: `every value of "${name}" gets the same kept page`,
      fix: origin
        ? `put "${name}" into the key: the origin answers another page`
        : `if "${name}" changes the page, put it into the key; --origin URL tells`,
    },
  ];
}
