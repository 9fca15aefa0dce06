#!/usr/bin/env node
import { parseArgs } from "node:util";
import { UnreachableError } from "./answer.ts";
import { checkEdge, type EdgeQuestion, NotNextError } from "./check-edge.ts";
import { type CheckName, checkNames } from "./finding.ts";
import { countFindings, renderReport } from "./report.ts";

const usage = `npx evertill-edge-check URL [--origin URL] [--private PATH]... [--purge COMMAND|URL] [--header "NAME: VALUE"]... [--only CHECK]... [--json]

Checks from outside whether the cache in front of a Next site (App Router) keeps its representations apart.

  URL        a page that should be kept, as visitors ask for it; best one with a query that changes it
  --origin   the same site without the cache, to compare with
  --private  a path that answers for one visitor (otherwise: the cart, checkout and account the page links to)
  --purge    how the page is purged: a shell command ("$1" is the page) or an address that is sent a POST
  --header   sent with every request, to get past a protection
  --only     one check: ${checkNames.join(", ")}
  --json     the findings for a program

Ends with 0 when nothing is wrong, 1 when something is (warnings alone are not), 2 when it could not be checked.`;

const question = readQuestion();
if (question) await run(question);

async function run({ asJson, ...question }: EdgeQuestion & { asJson: boolean }): Promise<void> {
  try {
    const report = await checkEdge(question);
    const { faults, warnings } = countFindings(report.results);
    console.log(asJson ? JSON.stringify({ ...report, faults, warnings }, null, 2) : renderReport(report));
    process.exitCode = faults > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UnreachableError || error instanceof NotNextError)) throw error;
    stop(error.message);
  }
}

function readQuestion(): (EdgeQuestion & { asJson: boolean }) | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        origin: { type: "string" },
        private: { type: "string", multiple: true, default: [] },
        purge: { type: "string" },
        header: { type: "string", multiple: true, default: [] },
        only: { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const [page] = positionals;
    if (values.help) {
      console.log(usage);
      return null;
    }
    if (page === undefined || positionals.length > 1) throw new Error("Name one page");
    return {
      page: readUrl(page),
      origin: values.origin === undefined ? null : readUrl(values.origin),
      headers: Object.fromEntries(values.header.map(readHeader)),
      privatePaths: values.private,
      purge: readPurge(values.purge),
      only: values.only.length > 0 ? values.only.map(readCheck) : null,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      asJson: values.json,
    };
  } catch (error) {
    stop(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return null;
  }
}

function readUrl(given: string): URL {
  // Node 20 has no URL.parse.
  if (/^https?:\/\//.test(given) && URL.canParse(given)) return new URL(given);
  throw new Error(`"${given}" is no address: it begins with https:// or http://`);
}

function readCheck(given: string): CheckName {
  const name = checkNames.find((one) => one === given);
  if (name) return name;
  throw new Error(`"${given}" is no check: ${checkNames.join(", ")}`);
}

function readHeader(given: string): [string, string] {
  const colon = given.indexOf(":");
  if (colon < 1) throw new Error(`"${given}" is no header: write "NAME: VALUE"`);
  return [given.slice(0, colon).trim(), given.slice(colon + 1).trim()];
}

function readPurge(given: string | undefined): EdgeQuestion["purge"] {
  if (given === undefined) return null;
  return /^https?:\/\//.test(given) ? { url: readUrl(given).href } : { command: given };
}

function stop(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
