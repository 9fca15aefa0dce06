import { askForEach, type Deployment, marked, newMark, type Seen } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { absent, mistakenFor, present, type References } from "../references.ts";
import { kindExpected, kindOf, type Representation } from "../representations.ts";

/**
 * Asks for all representations at one address that was never asked before, first the page and at another address the page
 * last, and each again once it is kept: none may get what another is.
 */
export async function checkApart(deployment: Deployment, references: References): Promise<CheckResult> {
  const findings = new Map<string, Finding>();
  const representations = present(references);
  for (const order of [representations, representations.toReversed()]) {
    const url = marked(deployment, newMark());
    for (const seen of [await askForEach(deployment, url, order), await askForEach(deployment, url, order)])
      for (const [representation, answer] of seen) {
        const finding = mixUp(references, representation, answer);
        if (finding) findings.set(`${finding.where} ${finding.what}`, finding);
      }
  }
  const unsteady = representations.filter((one) => references.get(one)?.isSteady !== true);
  return {
    check: "apart",
    findings: [...findings.values()],
    notLookedAt: [
      ...absent(references),
      ...unsteady.map(({ name }) => `the body of ${name}: it is another at each request`),
    ],
  };
}

function mixUp(references: References, representation: Representation, answer: Seen): Finding | null {
  const { name } = representation;
  const own = references.get(representation)?.answer;
  if (answer.loops)
    return {
      level: "fault",
      where: name,
      what: "is redirected to the address that was asked for, without end",
      fix: "hand `_rsc` on to the origin: Next answers 307 until it arrives with the headers it is the digest of",
    };
  const other = mistakenFor(references, representation, answer);
  if (other)
    return {
      level: "fault",
      where: name,
      what: `is answered with ${other.name}`,
      fix: keyFix(name, other.name),
    };
  const [kind, expected] = [kindOf(answer), kindExpected(representation)];
  if (kind !== expected && (own === undefined || kindOf(own) === expected || kind !== "neither"))
    return {
      level: "fault",
      where: name,
      what: `is answered with ${answer.headers.get("content-type") ?? "no type"} (${answer.status})`,
      fix: keyFix(name, kind),
    };
  return null;
}

function keyFix(name: string, got: string): string {
  const storm =
    name === "tree" || name === "segment"
      ? "; open tabs ask for such a prefetch without end, which has cost hundreds of millions of requests a day"
      : "";
  return `put \`_rsc\` and the headers rsc, next-router-prefetch, next-router-segment-prefetch and next-router-state-tree into the key, or honour Vary: ${name} got ${got}${storm}`;
}
