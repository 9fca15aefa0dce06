import { spawn } from "node:child_process";
import { type Answer, ask, isTheSameAnswer, saysFromCache } from "../answer.ts";
import { aSecondMs, askFor, type Deployment } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { absent, present, type References } from "../references.ts";
import type { Representation } from "../representations.ts";

/** How long a purge may take to be seen. */
const patienceMs = 20_000;

/** How a purge is asked for: a shell command, or an address that is sent a POST. */
export type PurgeWay = { readonly command: string } | { readonly url: string };

/**
 * Fills the cache, purges, and looks until each representation is a new answer. Answers a purge makes stale may be shown
 * meanwhile; none may fail.
 */
export async function checkPurge(
  deployment: Deployment & { readonly purge: PurgeWay | null },
  references: References,
): Promise<CheckResult> {
  const { purge: way } = deployment;
  if (!way)
    return { check: "purge", findings: [], notLookedAt: ["anything: --purge COMMAND or URL says how"] };
  const before = await fill(deployment, present(references));
  const refused = await send(way, deployment);
  if (refused !== null)
    return {
      check: "purge",
      findings: [{ level: "fault", where: "the purge", ...refused }],
      notLookedAt: [],
    };
  const findings: Finding[] = [];
  const notLookedAt = [...absent(references)];
  for (const [representation, kept] of before) {
    if (kept === null) notLookedAt.push(`${representation.name}: it is not kept`);
    else findings.push(...(await untilNew(deployment, { representation, kept })));
  }
  return { check: "purge", findings, notLookedAt };
}

/** What is kept of each representation, or null where nothing is. */
async function fill(
  deployment: Deployment,
  representations: readonly Representation[],
): Promise<ReadonlyMap<Representation, Answer | null>> {
  const ask = (representation: Representation) =>
    askFor(deployment, representation, { url: deployment.page });
  const firsts = new Map<Representation, Answer>();
  for (const representation of representations) firsts.set(representation, await ask(representation));
  await deployment.pause(aSecondMs);
  const kept = new Map<Representation, Answer | null>();
  for (const [representation, first] of firsts) {
    const again = await ask(representation);
    kept.set(representation, saysFromCache(again) || isTheSameAnswer(first, again) ? again : null);
  }
  // What is fetched after the purge must not have been written in the same second.
  await deployment.pause(aSecondMs);
  return kept;
}

async function send(way: PurgeWay, { page }: Deployment): Promise<Pick<Finding, "what" | "fix"> | null> {
  if ("url" in way) {
    const { status } = await ask(way.url, { method: "POST" });
    return status < 300
      ? null
      : { what: `${way.url} answered ${status}`, fix: "see what it wants of a POST" };
  }
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn("sh", ["-c", way.command, "evertill-edge-check", page.href], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.once("close", resolve);
    child.once("error", () => resolve(127));
  });
  return code === 0 ? null : { what: `the command ended with ${code}`, fix: "run it by hand and see why" };
}

async function untilNew(
  deployment: Deployment,
  { representation, kept }: { representation: Representation; kept: Answer },
): Promise<Finding[]> {
  const where = representation.name;
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += aSecondMs) {
    const answer = await askFor(deployment, representation, { url: deployment.page });
    if (answer.status !== kept.status)
      return [
        {
          level: "fault",
          where,
          what: `after the purge it is answered with ${answer.status}`,
          fix: "purge softly: show the old answer until a new one is there",
        },
      ];
    if (isNewer(kept, answer)) return [];
    await deployment.pause(aSecondMs);
  }
  return [
    {
      level: "fault",
      where,
      what: "after the purge the old answer stays",
      fix: "tag every representation of the page alike, and purge by tag, not by address: `_rsc` makes many addresses of one page",
    },
  ];
}

/** Written later: by its date, or by its age where the cache renews the date. */
function isNewer(kept: Answer, answer: Answer): boolean {
  const writtenAt = ({ headers }: Answer) =>
    Date.parse(headers.get("date") ?? "") - Number(headers.get("age") ?? 0) * 1_000;
  const isAged = kept.headers.has("age") || answer.headers.has("age");
  if (isAged) return writtenAt(answer) > writtenAt(kept) + 1_000;
  return saysFromCache(kept) && !saysFromCache(answer)
    ? true
    : answer.headers.get("date") !== kept.headers.get("date");
}
