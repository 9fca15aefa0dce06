import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { actOut, type Answer } from "../../faults/act-out.ts";
import { fileAnswer, pageAnswer } from "../../stripe/browser/page-answer.ts";
import { clientScripts } from "../browser/client-scripts.ts";
import type { PayPalAccount } from "../paypal-account.ts";
import { waitingPage } from "./approval-page.ts";
import { finishApproval, showApproval } from "./approval-routes.ts";

type Request = Context<{ Bindings: HttpBindings }>;

/** PayPal in the browser: its script and the payer's page. Faults are those of `paypal-js`. */
export function approvalRoutes(account: PayPalAccount): Hono<{ Bindings: HttpBindings }> {
  /** A route that a fault may spoil. */
  function route(
    work: (context: Request) => Answer | Promise<Answer>,
  ): (context: Request) => Promise<Response> {
    return async (context) => {
      const { method, path } = context.req;
      await actOut({
        outgoing: context.env.outgoing,
        fault: account.sandbox.faults.meet("paypal-js", `${method} ${path}`),
        work: async () => work(context),
        throttled: () => plain(429, "Too many requests"),
        failed: () => plain(500, "Internal Server Error"),
      });
      return RESPONSE_ALREADY_SENT;
    };
  }

  return new Hono<{ Bindings: HttpBindings }>()
    .get(
      "/checkoutnow",
      route(({ req }) => showApproval(account, req.query())),
    )
    .post(
      "/checkoutnow",
      route(async ({ req }) => finishApproval(account, await req.parseBody())),
    )
    .get(
      "/blank",
      route(() => pageAnswer(waitingPage, { ancestor: null })),
    )
    .get(
      "/checkoutnow.js",
      route(() => fileAnswer(clientScripts().approval, "text/javascript")),
    )
    .get(
      "/web-sdk/v6/core",
      route(() => fileAnswer(clientScripts().core, "text/javascript")),
    )
    .get(
      "/checkoutnow.css",
      route(() => fileAnswer(readFileSync(join(import.meta.dirname, "approval.css"), "utf8"), "text/css")),
    );
}

function plain(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}
