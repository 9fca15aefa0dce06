import { ask, saysFromCache } from "../answer.ts";
import { askFor, type Deployment, marked, newMark } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { absent, present, type References } from "../references.ts";
import { kindOf, type Representation, wholePage } from "../representations.ts";

/**
 * Asks for each stream at a cold page's own address, without `_rsc`, as anybody can, and then for the page: it must still
 * be the page.
 */
export async function checkPoison(deployment: Deployment, references: References): Promise<CheckResult> {
  const findings: Finding[] = [];
  const notLookedAt = [...absent(references)];
  for (const representation of present(references).filter((one) => one !== wholePage)) {
    const url = marked(deployment, newMark());
    const stray = await ask(url.href, { headers: { ...deployment.headers, ...representation.headers } });
    if (kindOf(stray) === "HTML" && stray.status === 200) {
      findings.push(answersPage(representation));
      if (saysFromCache(stray)) notLookedAt.push(`${representation.name}: the page was kept already`);
      continue;
    }
    const page = await askFor(deployment, wholePage, { url });
    if (kindOf(page) !== "HTML" || page.status !== 200) findings.push(poisoned(representation, page.status));
  }
  return { check: "poison", findings, notLookedAt };
}

function poisoned({ name, headers }: Representation, status: number): Finding {
  return {
    level: "fault",
    where: "HTML",
    what: `after one request with ${Object.keys(headers).join(", ")} and no \`_rsc\` the page is ${name} for everybody (${status})`,
    fix: "honour Vary, or put the header rsc into the key; keep no redirect that has no Cache-Control",
  };
}

function answersPage({ name }: Representation): Finding {
  return {
    level: "warning",
    where: name,
    what: "without `_rsc` the page itself is answered: only the query keeps the two apart, not Vary",
    fix: "honour Vary, or put the header rsc into the key; Next's own client always sends `_rsc`, others do not",
  };
}
