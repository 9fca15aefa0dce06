import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Logger } from "pino";
import { startAdyen } from "./adyen/server.ts";
import type { SandboxContext } from "./context.ts";
import type { Environment } from "./env.ts";
import { Faults } from "./faults/faults.ts";
import type { Folders } from "./folders.ts";
import { certificateIn } from "./http/certificate.ts";
import { listen, stop } from "./http/listen.ts";
import type { Part } from "./http/part.ts";
import { deskParts, shopifyParts } from "./parts.ts";
import { plantWhenEmpty } from "./seed/plant-when-empty.ts";
import { openStore } from "./shopify/catalogue/open-store.ts";
import { startShopWebhooks } from "./shopify/webhooks/shop-webhooks.ts";
import { startPayPal } from "./paypal/server.ts";
import { startStripe } from "./stripe/server.ts";

/** What a sandbox is made of. A port of 0 takes a free one. */
export type SandboxOptions = {
  readonly env: Environment;
  readonly log: Logger;
  readonly folders: Folders;
  readonly now?: () => Date;
};

export type Sandbox = {
  readonly context: SandboxContext;
  /** Where it listens, without a trailing slash; empty for a stand-in that was not started. */
  readonly urls: {
    /** The control page and the mail outbox, at the address where Shopify answers too. */
    readonly desk: string;
    readonly shopify: string;
    readonly shopifyTls: string;
    readonly stripe: string;
    readonly adyen: string;
    readonly paypal: string;
  };
  close(): Promise<void>;
};

/** Opens the store and starts the stand-ins that `SANDBOX_PARTS` names. Rejects in words when a port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { env, log, folders, now = () => new Date() } = options;
  const store = await openStore(env.SANDBOX_DATABASE_URL, now);
  const context: SandboxContext = { store, faults: new Faults(store), env, log, now };
  const sells = env.SANDBOX_PARTS.includes("shopify");
  const listener = listenerTo(context, folders, sells ? [...shopifyParts, ...deskParts] : deskParts);
  const shopify = sells ? await startShopify(context, folders, listener) : null;
  const desk = await startDesk(context, listener);
  const stripe = env.SANDBOX_PARTS.includes("stripe") ? await startStripe(context) : null;
  const adyen = env.SANDBOX_PARTS.includes("adyen") ? await startAdyen(context) : null;
  const paypal = env.SANDBOX_PARTS.includes("paypal") ? await startPayPal(context) : null;
  return {
    context,
    urls: {
      desk: desk.url,
      shopify: shopify ? desk.url : "",
      shopifyTls: shopify?.tlsUrl ?? "",
      stripe: stripe?.url ?? "",
      adyen: adyen?.url ?? "",
      paypal: paypal?.url ?? "",
    },
    close: async () => {
      await Promise.all([desk.close(), shopify?.close(), stripe?.close(), adyen?.close(), paypal?.close()]);
      await store.close();
    },
  };
}

/** The shop: plants the seed where there is none, listens over TLS and sends its webhooks. */
async function startShopify(context: SandboxContext, folders: Folders, listener: RequestListener) {
  const { store, env, now } = context;
  await plantWhenEmpty(store, { folders, now });
  const server = createTlsServer(await certificateIn(folders.state), listener);
  const host = env.SANDBOX_HOST;
  const port = await listen(server, {
    port: env.SANDBOX_SHOPIFY_TLS_PORT,
    host,
    variable: "SANDBOX_SHOPIFY_TLS_PORT",
  });
  const webhooks = await startShopWebhooks(context);
  return {
    tlsUrl: `https://${host}:${port}`,
    close: async () => {
      await Promise.all([stop(server), webhooks.close()]);
    },
  };
}

async function startDesk(context: SandboxContext, listener: RequestListener) {
  const { SANDBOX_HOST: host, SANDBOX_SHOPIFY_PORT } = context.env;
  const server = createServer(listener);
  const port = await listen(server, {
    port: SANDBOX_SHOPIFY_PORT,
    host,
    variable: "SANDBOX_SHOPIFY_PORT",
  });
  return { url: `http://${host}:${port}`, close: () => stop(server) };
}

function listenerTo(context: SandboxContext, folders: Folders, parts: readonly Part[]): RequestListener {
  const app = new Hono();
  app.get("/health", (request) => request.json({ status: "ok", service: "sandbox" }));
  for (const part of parts) app.route("/", part(context, folders));
  app.onError((error, request) => {
    context.log.error({ err: error, path: request.req.path }, "the sandbox failed to answer");
    return request.json({ errors: [{ message: String(error) }] }, 500);
  });
  const answer = getRequestListener(app.fetch);
  return (incoming, outgoing) => void answer(incoming, outgoing);
}
