import { ask, cacheControl } from "../answer.ts";
import { askFor, type Deployment } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { wholePage } from "../representations.ts";
const dayInSeconds = 86_400;

/** Asks for one of the files that the page names by their content. */
export async function checkAssets(deployment: Deployment): Promise<CheckResult> {
  const { body } = await askFor(deployment, wholePage, { url: deployment.page });
  const path = /(?:src|href)="([^"]*\/_next\/static\/[^"]+\.(?:js|css)[^"]*)"/.exec(body)?.[1];
  if (path === undefined)
    return { check: "assets", findings: [], notLookedAt: ["a file: the page names none"] };
  const url = new URL(path.replaceAll("&amp;", "&"), deployment.page);
  const answer = await ask(url.href, {
    headers: url.host === deployment.page.host ? deployment.headers : {},
  });
  const findings: Finding[] = [];
  const fault = (what: string, fix: string) =>
    findings.push({ level: "fault", where: url.pathname, what, fix });
  if (answer.status !== 200)
    fault(
      `is answered with ${answer.status}`,
      "keep the files of earlier releases as long as pages that name them",
    );
  else if ((cacheControl(answer).get("max-age") ?? 0) < dayInSeconds)
    fault(
      `is kept by browsers for less than a day ("${answer.headers.get("cache-control") ?? "no Cache-Control"}")`,
      'hand "public, max-age=31536000, immutable" on: its name changes with its content',
    );
  if (answer.headers.has("set-cookie")) fault("sets a cookie", "set no cookie on files");
  return { check: "assets", findings, notLookedAt: [] };
}
