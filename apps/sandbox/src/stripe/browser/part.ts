import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { actOut, type Answer } from "../../faults/act-out.ts";
import type { StripeAccount } from "../stripe-account.ts";
import { finishChallenge, showChallenge } from "./challenge-routes.ts";
import { clientScripts } from "./client-scripts.ts";
import { fileAnswer, pageAnswer } from "./page-answer.ts";
import { paymentFramePage } from "./payment-frame-page.ts";
import { webOrigin } from "./web-origin.ts";

type Request = Context<{ Bindings: HttpBindings }>;

/** Stripe in the browser: its script, the frame with the card fields, and the bank's page. Faults are those of `stripe-js`. */
export function browserRoutes(account: StripeAccount): Hono<{ Bindings: HttpBindings }> {
  const { faults } = account.sandbox;
  const style = (name: string) =>
    fileAnswer(readFileSync(join(import.meta.dirname, name), "utf8"), "text/css");

  /** A route that a fault may spoil. */
  function route(
    work: (context: Request) => Answer | Promise<Answer>,
  ): (context: Request) => Promise<Response> {
    return async (context) => {
      const { method, path } = context.req;
      await actOut({
        outgoing: context.env.outgoing,
        fault: faults.meet("stripe-js", `${method} ${path}`),
        work: async () => work(context),
        throttled: () => plain(429, "Too many requests"),
        failed: () => plain(500, "Internal Server Error"),
      });
      return RESPONSE_ALREADY_SENT;
    };
  }

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
      route(() => style("payment-fields.css")),
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
      route(() => style("challenge.css")),
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

function plain(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}
