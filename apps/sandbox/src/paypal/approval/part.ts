import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { fileAnswer, pageAnswer, sheet, styleAnswer } from "../../browser/page-answer.ts";
import { browserRoute } from "../../browser/route.ts";
import { clientScripts } from "../browser/client-scripts.ts";
import type { PayPalAccount } from "../paypal-account.ts";
import { waitingPage } from "./approval-page.ts";
import { finishApproval, showApproval } from "./approval-routes.ts";

/** PayPal in the browser: its script and the payer's page. Faults are those of `paypal-js`. */
export function approvalRoutes(account: PayPalAccount): Hono<{ Bindings: HttpBindings }> {
  const route = browserRoute(account.sandbox.faults, "paypal-js");

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
      route(() => styleAnswer(sheet, join(import.meta.dirname, "approval.css"))),
    );
}
