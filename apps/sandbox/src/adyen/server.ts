import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { listen, stop } from "../http/listen.ts";
import type { StandIn } from "../http/part.ts";
import { keepSending } from "../webhooks/sending.ts";
import { openAccount } from "./adyen-account.ts";
import { apiRoutes } from "./api/part.ts";
import { browserRoutes } from "./browser/part.ts";
import { ledgerRoutes } from "./ledger-part.ts";
import { adyenSending } from "./webhooks/notifications.ts";

/** Adyen at an address of its own: API, secured fields and the bank's page. */
export const startAdyen: StandIn = async (sandbox) => {
  const { env, log } = sandbox;
  const app = new Hono();
  const handle = getRequestListener(app.fetch);
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  const port = await listen(server, {
    port: env.SANDBOX_ADYEN_PORT,
    host: env.SANDBOX_HOST,
    variable: "SANDBOX_ADYEN_PORT",
  });
  const account = openAccount(sandbox, `http://${env.SANDBOX_HOST}:${port}`);
  app.get("/health", (context) => context.json({ status: "ok", service: "adyen" }));
  for (const routes of [apiRoutes(account), ledgerRoutes(account), browserRoutes(account)])
    app.route("/", routes);
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, "Adyen failed to answer");
    return context.json(
      { status: 500, errorCode: "000", errorType: "internal", message: String(error) },
      500,
    );
  });
  const sender = keepSending(sandbox, adyenSending);
  return {
    url: account.origin,
    close: async () => {
      await sender.close();
      await stop(server);
    },
  };
};
