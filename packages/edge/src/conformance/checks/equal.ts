import { sharedLifetimeSeconds } from "../answer.ts";
import { aSecondMs, askFor, atOrigin, type Deployment, type Seen } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { absent, isSame, present, type References } from "../references.ts";
import type { Representation } from "../representations.ts";

/** Compares what the cache and the origin answer at the page's own address, byte by byte where that is steady. */
export async function checkEqual(deployment: Deployment, references: References): Promise<CheckResult> {
  if (!deployment.origin)
    return {
      check: "equal",
      findings: [],
      notLookedAt: ["anything: --origin URL names what to compare with"],
    };
  const findings: Finding[] = [];
  const notLookedAt = [...absent(references)];
  for (const representation of present(references)) {
    const isSteady = references.get(representation)?.isSteady === true;
    if (!isSteady)
      notLookedAt.push(`the body of ${representation.name}: the origin's is another at each request`);
    const finding = await compare(deployment, representation, isSteady);
    if (finding) findings.push(finding);
  }
  return { check: "equal", findings, notLookedAt };
}

/** Twice, because a page may just be renewed. */
async function compare(
  deployment: Deployment,
  representation: Representation,
  isSteady: boolean,
): Promise<Finding | null> {
  let finding: Finding | null = null;
  for (let tries = 0; tries < 2; tries += 1) {
    if (tries > 0) await deployment.pause(aSecondMs);
    const { page, origin } = deployment;
    if (!origin) return null;
    const there = await askFor(deployment, representation, { url: atOrigin(origin, page) });
    const here = await askFor(deployment, representation, { url: page });
    finding = difference(representation, { here, there, isSteady });
    if (finding === null) return null;
  }
  return finding;
}

function difference(
  { name }: Representation,
  { here, there, isSteady }: { here: Seen; there: Seen; isSteady: boolean },
): Finding | null {
  const type = (seen: Seen) => seen.headers.get("content-type") ?? "no type";
  if (here.status !== there.status || type(here) !== type(there))
    return {
      level: "fault",
      where: name,
      what: `${here.status} ${type(here)}, and the origin answers ${there.status} ${type(there)}`,
      fix: "empty the cache for this address, then see which representation it mixes up",
    };
  if (!isSteady || isSame(here, there)) return null;
  const ageSeconds = Number(here.headers.get("age") ?? 0);
  const lifetimeSeconds = sharedLifetimeSeconds(there);
  const isAllowed = lifetimeSeconds !== null && ageSeconds <= lifetimeSeconds;
  return {
    level: isAllowed ? "warning" : "fault",
    where: name,
    what: `is another body than the origin's (${here.body.length} and ${there.body.length} characters, ${ageSeconds} s old)`,
    fix: isAllowed
      ? "its lifetime allows it; purge by tag when the page changes, and it need not wait"
      : "the cache keeps longer than the origin says, or changes bodies on the way: turn rewriting off",
  };
}
