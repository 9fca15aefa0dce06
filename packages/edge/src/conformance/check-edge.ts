import { ask, UnreachableError } from "./answer.ts";
import { checkApart } from "./checks/apart.ts";
import { checkAssets } from "./checks/assets.ts";
import { checkCompression } from "./checks/compression.ts";
import { checkEqual } from "./checks/equal.ts";
import { checkErrors } from "./checks/errors.ts";
import { checkLifetimes } from "./checks/lifetimes.ts";
import { checkPoison } from "./checks/poison.ts";
import { checkPrivate } from "./checks/private.ts";
import { checkPurge, type PurgeWay } from "./checks/purge.ts";
import { checkQuery } from "./checks/query.ts";
import type { Deployment } from "./deployment.ts";
import { type CheckName, checkNames, type CheckResult } from "./finding.ts";
import { learnReferences, type References } from "./references.ts";
import { kindOf, wholePage } from "./representations.ts";

export type EdgeQuestion = Deployment & {
  /** Paths that answer for one visitor; the page's own links and the usual ones when empty. */
  readonly privatePaths: readonly string[];
  readonly purge: PurgeWay | null;
  /** Null: every check. */
  readonly only: readonly CheckName[] | null;
};

type Check = (question: EdgeQuestion, references: References) => Promise<CheckResult>;

const checks: Readonly<Record<CheckName, Check>> = {
  apart: checkApart,
  poison: checkPoison,
  equal: checkEqual,
  private: checkPrivate,
  lifetimes: checkLifetimes,
  errors: checkErrors,
  query: checkQuery,
  compression: checkCompression,
  assets: checkAssets,
  purge: checkPurge,
};

export type EdgeReport = {
  /** The page that was looked at, after its redirects. */
  readonly page: string;
  readonly origin: string | null;
  readonly results: readonly CheckResult[];
};

/** The address answers, and with nothing that these checks are about. */
export class NotNextError extends Error {
  override readonly name = "NotNextError";
}

/**
 * Checks from outside whether a cache in front of a Next site (App Router, 13.4 or later) keeps its representations apart
 * and its private answers to itself. Sends some 150 requests, one after another, changes nothing but what the cache keeps,
 * and purges only when told how. Throws {@link UnreachableError} and {@link NotNextError}.
 */
export async function checkEdge(question: EdgeQuestion): Promise<EdgeReport> {
  const deployment = { ...question, page: await findPage(question) };
  if (deployment.origin) await ask(deployment.origin.href, { headers: deployment.headers });
  const references = await learnReferences(deployment);
  const results: CheckResult[] = [];
  for (const name of question.only ?? checkNames) results.push(await checks[name](deployment, references));
  return { page: deployment.page.href, origin: deployment.origin?.href ?? null, results };
}

/** Follows redirects to the page itself and makes sure that Next's App Router answers it. */
async function findPage({ page, headers }: Deployment): Promise<URL> {
  let url = page;
  for (let hops = 0; hops < 6; hops += 1) {
    const answer = await ask(url.href, { headers: { ...headers, ...wholePage.headers } });
    const location = answer.headers.get("location");
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      url = new URL(location, url);
      continue;
    }
    if (answer.status !== 200)
      throw new UnreachableError(`${url.href} answers ${answer.status}: name a page that is there`);
    if (kindOf(answer) !== "HTML" || !answer.body.includes("/_next/"))
      throw new NotNextError(
        `${url.href} is no page of a Next site: nothing of it lies under /_next/. A site that moved its files elsewhere (assetPrefix) needs a page that still names one`,
      );
    if (answer.body.includes('id="__NEXT_DATA__"'))
      throw new NotNextError(
        `${url.href} is a page of Next's Pages Router, which has one representation only: name one of the App Router`,
      );
    return url;
  }
  throw new UnreachableError(`${page.href} redirects more than five times`);
}
