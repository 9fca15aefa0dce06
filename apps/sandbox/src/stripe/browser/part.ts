import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { bankSheet, fileAnswer, pageAnswer, plain, sheet, styleAnswer } from "../../browser/page-answer.ts";
import { browserRoute } from "../../browser/route.ts";
import { webOrigin } from "../../browser/web-origin.ts";
import type { Answer } from "../../faults/act-out.ts";
import type { StripeAccount } from "../stripe-account.ts";
import { finishChallenge, showChallenge } from "./challenge-routes.ts";
import { clientScripts } from "./client-scripts.ts";
import { paymentFramePage } from "./payment-frame-page.ts";

/** Stripe in the browser: its script, the frame with the card fields, and the bank's page. Faults are those of `stripe-js`. */
export function browserRoutes(account: StripeAccount): Hono<{ Bindings: HttpBindings }> {
  const route = browserRoute(account.sandbox.faults, "stripe-js");

  return new Hono<{ Bindings: HttpBindings }>()
    .get(
      "/endive/stripe.js",
      route(() => fileAnswer(clientScripts().stripeJs, "text/javascript")),
    )
    .get(
      "/frame/payment",
      route(({ req }) => paymentFrame(req.query("origin"))),
    )
    .get(
      "/frame/payment.js",
      route(() => fileAnswer(clientScripts().paymentFields, "text/javascript")),
    )
    .get(
      "/frame/payment.css",
      route(() => styleAnswer(join(import.meta.dirname, "payment-fields.css"))),
    )
    .get(
      "/3ds/challenge",
      route(({ req }) => showChallenge(account, req.query())),
    )
    .get(
      "/3ds/challenge.js",
      route(() => fileAnswer(clientScripts().challenge, "text/javascript")),
    )
    .get(
      "/3ds/challenge.css",
      route(() => styleAnswer(sheet, bankSheet)),
    )
    .post(
      "/3ds/done",
      route(async ({ req }) => finishChallenge(account, await req.parseBody())),
    );
}

function paymentFrame(embedder: string | undefined): Answer {
  const origin = webOrigin(embedder);
  if (origin === null)
    return plain(400, "The frame must be told the origin of the page it is in: ?origin=https://shop.example");
  return pageAnswer(paymentFramePage, { ancestor: origin });
}
