import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { bankSheet, fileAnswer, pageAnswer, plain, sheet, styleAnswer } from "../../browser/page-answer.ts";
import { browserRoute } from "../../browser/route.ts";
import { webOrigin } from "../../browser/web-origin.ts";
import type { Answer } from "../../faults/act-out.ts";
import { settingsOf } from "../../settings/sandbox-settings.ts";
import type { StripeAccount } from "../stripe-account.ts";
import { finishChallenge, showChallenge } from "./challenge-routes.ts";
import { clientScripts } from "./client-scripts.ts";
import { expressFramePage } from "./express-frame-page.ts";
import { merchantOf } from "./merchant.ts";
import { paymentFramePage } from "./payment-frame-page.ts";
import { walletSheetPage } from "./wallet-sheet-page.ts";

/** Stripe in the browser: its script, the frames of the card fields and of the test wallet, and the bank's page. Faults are those of `stripe-js`. */
export function browserRoutes(account: StripeAccount): Hono<{ Bindings: HttpBindings }> {
  const route = browserRoute(account.sandbox.faults, "stripe-js");

  return new Hono<{ Bindings: HttpBindings }>()
    .get(
      "/endive/stripe.js",
      route(() => fileAnswer(clientScripts().stripeJs, "text/javascript")),
    )
    .get(
      "/frame/payment",
      route(({ req }) => frame(req.query("origin"), paymentFramePage)),
    )
    .get(
      "/frame/expressCheckout",
      route(({ req }) =>
        frame(req.query("origin"), expressFramePage(settingsOf(account.sandbox.store).testWallet)),
      ),
    )
    .get(
      "/frame/wallet",
      route(({ req }) => frame(req.query("origin"), walletSheetPage(merchantOf(account)))),
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
      "/frame/expressCheckout.js",
      route(() => fileAnswer(clientScripts().expressButton, "text/javascript")),
    )
    .get(
      "/frame/expressCheckout.css",
      route(() => styleAnswer(join(import.meta.dirname, "express-button.css"))),
    )
    .get(
      "/frame/wallet.js",
      route(() => fileAnswer(clientScripts().walletSheet, "text/javascript")),
    )
    .get(
      "/frame/wallet.css",
      route(() => styleAnswer(sheet, bankSheet)),
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

function frame(embedder: string | undefined, page: string): Answer {
  const origin = webOrigin(embedder);
  if (origin === null)
    return plain(400, "The frame must be told the origin of the page it is in: ?origin=https://shop.example");
  return pageAnswer(page, { ancestor: origin });
}
