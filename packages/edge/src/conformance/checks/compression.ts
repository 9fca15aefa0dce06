import { askFor, type Deployment } from "../deployment.ts";
import type { CheckResult, Finding } from "../finding.ts";
import { wholePage } from "../representations.ts";

/** Asks for the page as a browser that reads gzip and as one that reads nothing of the kind. */
export async function checkCompression(deployment: Deployment): Promise<CheckResult> {
  const url = deployment.page;
  const zipped = await askFor(deployment, wholePage, { url });
  const plain = await askFor(deployment, wholePage, { url, sent: { "accept-encoding": "identity" } });
  const findings: Finding[] = [];
  if (!zipped.headers.has("content-encoding"))
    findings.push({
      level: "warning",
      where: "HTML",
      what: "is sent uncompressed",
      fix: "let the cache compress what it keeps, once",
    });
  if (plain.headers.has("content-encoding"))
    findings.push({
      level: "fault",
      where: "HTML",
      what: `who reads no compression gets ${plain.headers.get("content-encoding") ?? ""}`,
      fix: "put Accept-Encoding, as gzip or not, into the key, or let the cache unpack",
    });
  return { check: "compression", findings, notLookedAt: [] };
}
