import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../faults/act-out.ts";

/** Who may embed a page, and where its form may lead besides its own origin. Both are exact origins. */
export type PageRules = { readonly ancestor: string | null; readonly formTargets?: readonly string[] };

/** A page that may load and do only what is its own. */
export function pageAnswer(body: string, { ancestor, formTargets = [] }: PageRules, status = 200): Answer {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    // Browsers hold the redirect that answers a form against this as well.
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "base-uri 'none'",
    `frame-ancestors ${ancestor ?? "'none'"}`,
  ];
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy.join("; "),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body,
  };
}

export function fileAnswer(body: string, type: "text/javascript" | "text/css"): Answer {
  return {
    status: 200,
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "cache-control": "no-cache",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    },
    body,
  };
}

/** What the pages of a bank and of PayPal have in common. */
export const sheet = join(import.meta.dirname, "sheet.css");
export const bankSheet = join(import.meta.dirname, "bank.css");

/** Style sheets as one, read anew each time, so that one may be edited while the sandbox runs. */
export function styleAnswer(...paths: readonly string[]): Answer {
  return fileAnswer(paths.map((path) => readFileSync(path, "utf8")).join(""), "text/css");
}

export function plain(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
