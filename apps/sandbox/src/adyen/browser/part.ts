import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { bankSheet, fileAnswer, pageAnswer, plain, sheet, styleAnswer } from "../../browser/page-answer.ts";
import { browserRoute, type Work } from "../../browser/route.ts";
import { webOrigin } from "../../browser/web-origin.ts";
import type { Answer } from "../../faults/act-out.ts";
import type { AdyenAccount } from "../adyen-account.ts";
import { seal } from "../cards/sealed.ts";
import { clientScripts } from "./client-scripts.ts";
import { german } from "./german.ts";
import { fieldPage } from "./pages.ts";
import {
  answerChallenge,
  lookAtBrowser,
  showNativeChallenge,
  showRedirectChallenge,
  submitFingerprint,
} from "./three-d-secure.ts";

/**
 * Where adyen-web finds what is Adyen's: the prefix of all its calls. The library refuses a challenge over plain http
 * unless its prefix has `http://localhost:8080` in it (6.45), so the stand-in's has.
 */
const prefix = "/checkoutshopper/test/http://localhost:8080/";

/** Adyen in the browser: the frames of the fields, the calls of adyen-web, and the bank's pages. Faults are those of `adyen-js`. */
export function browserRoutes(account: AdyenAccount): Hono<{ Bindings: HttpBindings }> {
  const { faults, env } = account.sandbox;
  const route = browserRoute(faults, "adyen-js", cors);

  /** What adyen-web asks for below its prefix. */
  const calls: readonly (readonly [string, RegExp, Work])[] = [
    ["GET", /^securedfields\/[^/]+\/[^/]+\/securedFields\.html$/, ({ req }) => fieldFrame(req.query("d"))],
    ["POST", /^v3\/analytics$/, () => json({ checkoutAttemptId: randomUUID() })],
    ["POST", /^v3\/analytics\/[^/]+$/, () => ({ status: 204, headers: cors, body: "" })],
    ["POST", /^v1\/submitThreeDS2Fingerprint$/, async ({ req }) => submitted(await req.text())],
    ["GET", /^images\/logos\/(\w+)\.svg$/, ({ req }) => logo(req.path)],
    ["GET", /^images\/.+\.svg$/, () => picture("")],
    ["GET", /^sdk\/[^/]+\/translations\/de-DE\.json$/, () => json(german)],
    ["GET", /^sdk\/[^/]+\/translations\/[^/]+\.json$/, () => json({})],
  ];

  function fieldFrame(embedder: string | undefined): Answer {
    const origin = webOrigin(Buffer.from(embedder ?? "", "base64").toString("utf8"));
    if (origin === null)
      return plain(400, "The frame must be told the origin of the page it is in, in base64: ?d=", cors);
    return pageAnswer(fieldPage, { ancestor: origin });
  }

  function submitted(text: string): Answer {
    const answer = submitFingerprint(account, parse(text));
    return { ...answer, headers: { ...answer.headers, ...cors } };
  }

  const ofLibrary: Work = (context) => {
    const path = new URL(context.req.url).pathname.slice(prefix.length);
    const [, , work] =
      calls.find(([method, shape]) => method === context.req.method && shape.test(path)) ?? [];
    return work ? work(context) : plain(404, "The sandbox's Adyen does not answer this", cors);
  };

  return new Hono<{ Bindings: HttpBindings }>()
    .options(`${prefix}*`, () => new Response(null, { status: 204, headers: cors }))
    .all(`${prefix}*`, route(ofLibrary))
    .get(
      "/checkoutshopper/fields.js",
      route(() => fileAnswer(clientScripts().fields, "text/javascript")),
    )
    .get(
      "/checkoutshopper/fields.css",
      route(() => styleAnswer(join(import.meta.dirname, "fields.css"))),
    )
    .get(
      "/checkoutshopper/notify.js",
      route(() => fileAnswer(clientScripts().notify, "text/javascript")),
    )
    .get(
      "/checkoutshopper/challenge.css",
      route(() => styleAnswer(sheet, bankSheet, join(import.meta.dirname, "password.css"))),
    )
    .post(
      "/checkoutshopper/seal",
      route(async ({ req }) => {
        const typed = z.object({ value: z.string().max(24) }).safeParse(parse(await req.text()));
        return typed.success
          ? json({ blob: seal(env.ADYEN_API_KEY, typed.data.value) })
          : plain(400, "Nothing to seal", cors);
      }),
    )
    .get(
      "/checkoutshopper/threeDS/redirect",
      route(({ req }) => showRedirectChallenge(account, req.query("payment"))),
    )
    .post(
      "/acs/method",
      route(async ({ req }) => lookAtBrowser(account, await req.parseBody())),
    )
    .post(
      "/acs/challenge",
      route(async ({ req }) => showNativeChallenge(account, await req.parseBody())),
    )
    .post(
      "/acs/answer",
      route(async ({ req }) => answerChallenge(account, await req.parseBody())),
    );
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "content-type",
};

const brandNames: Readonly<Record<string, string>> = { visa: "VISA", mc: "MC", amex: "AMEX" };

/** The mark of a brand in plain letters; nothing for what is no brand. */
function logo(path: string): Answer {
  const name = brandNames[/(\w+)\.svg$/.exec(path)?.[1] ?? ""];
  if (name === undefined) return picture("");
  return picture(
    `<rect x=".5" y=".5" width="39" height="25" rx="3.5" fill="#fff" stroke="#c9d0d8"/><text x="20" y="17" text-anchor="middle" font-family="system-ui,sans-serif" font-size="11" font-weight="700" fill="#1d2733">${name}</text>`,
  );
}

function picture(drawn: string): Answer {
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 26" width="40" height="26">${drawn}</svg>`;
  return { status: 200, headers: { "content-type": "image/svg+xml", ...cors }, body };
}

function json(body: object): Answer {
  return {
    status: 200,
    headers: { "content-type": "application/json", ...cors },
    body: JSON.stringify(body),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
