import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { listen, stop } from "../http/listen.ts";
import type { StandIn } from "../http/part.ts";
import { keepSending } from "../webhooks/sending.ts";
import { apiRoutes } from "./api/part.ts";
import { approvalRoutes } from "./approval/part.ts";
import { ledgerRoutes } from "./ledger-part.ts";
import { openAccount } from "./paypal-account.ts";
import { makeSigningCertificate } from "./webhooks/certificate.ts";
import { paypalWebhooks } from "./webhooks/events.ts";
import { notificationRoutes } from "./webhooks/part.ts";

/** PayPal at an address of its own: API, the payer's page, webhooks with their certificate. */
export const startPayPal: StandIn = async (sandbox) => {
  const { env, log } = sandbox;
  // Before anyone can ask, because routes cannot be added after the first request.
  const certificate = await makeSigningCertificate(sandbox);
  const app = new Hono();
  const handle = getRequestListener(app.fetch);
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  const port = await listen(server, {
    port: env.SANDBOX_PAYPAL_PORT,
    host: env.SANDBOX_HOST,
    variable: "SANDBOX_PAYPAL_PORT",
  });
  const account = openAccount(sandbox, `http://${env.SANDBOX_HOST}:${port}`);
  app.get("/health", (context) => context.json({ status: "ok", service: "paypal" }));
  for (const routes of [
    notificationRoutes(account, certificate),
    apiRoutes(account),
    ledgerRoutes(account),
    approvalRoutes(account),
  ])
    app.route("/", routes);
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, "PayPal failed to answer");
    return context.json({ name: "INTERNAL_SERVER_ERROR", message: String(error) }, 500);
  });
  const sender = keepSending(sandbox, paypalWebhooks);
  return {
    url: account.origin,
    close: async () => {
      await sender.close();
      await stop(server);
    },
  };
};
