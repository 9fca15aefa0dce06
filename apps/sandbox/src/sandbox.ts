import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Logger } from "pino";
import type { SandboxContext } from "./context.ts";
import type { Environment } from "./env.ts";
import { Faults } from "./faults/faults.ts";
import type { Folders } from "./folders.ts";
import { certificateIn } from "./http/certificate.ts";
import { listen, stop } from "./http/listen.ts";
import { shopifyParts, standIns } from "./parts.ts";
import { plantWhenEmpty } from "./seed/plant-when-empty.ts";
import { openStore } from "./shopify/catalogue/open-store.ts";

/** What a sandbox is made of. A port of 0 takes a free one. */
export type SandboxOptions = {
  readonly env: Environment;
  readonly log: Logger;
  readonly folders: Folders;
  readonly now?: () => Date;
};

export type Sandbox = {
  readonly context: SandboxContext;
  /** Where it listens, without a trailing slash. */
  readonly urls: { readonly shopify: string; readonly shopifyTls: string };
  close(): Promise<void>;
};

/** Opens the store, plants the seed when it is empty, and starts every stand-in. Rejects in words when a port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { env, log, folders, now = () => new Date() } = options;
  const store = await openStore(env.SANDBOX_DATABASE_URL, now);
  await plantWhenEmpty(store, { folders, now });
  const context: SandboxContext = { store, faults: new Faults(store), env, log, now };
  const answer = getRequestListener(shopifyRoutes(context, folders).fetch);
  const listener: RequestListener = (incoming, outgoing) => void answer(incoming, outgoing);
  const plainServer = createServer(listener);
  const tlsServer = createTlsServer(await certificateIn(folders.state), listener);
  const host = env.SANDBOX_HOST;
  const port = await listen(plainServer, {
    port: env.SANDBOX_SHOPIFY_PORT,
    host,
    variable: "SANDBOX_SHOPIFY_PORT",
  });
  const tlsPort = await listen(tlsServer, {
    port: env.SANDBOX_SHOPIFY_TLS_PORT,
    host,
    variable: "SANDBOX_SHOPIFY_TLS_PORT",
  });
  const others = await Promise.all(standIns.map((start) => start(context)));
  return {
    context,
    urls: { shopify: `http://${host}:${port}`, shopifyTls: `https://${host}:${tlsPort}` },
    close: async () => {
      await Promise.all([stop(plainServer), stop(tlsServer), ...others.map((other) => other.close())]);
      await store.close();
    },
  };
}

function shopifyRoutes(context: SandboxContext, folders: Folders): Hono {
  const app = new Hono();
  app.get("/health", (request) => request.json({ status: "ok", service: "sandbox" }));
  for (const part of shopifyParts) app.route("/", part(context, folders));
  app.onError((error, request) => {
    context.log.error({ err: error, path: request.req.path }, "the sandbox failed to answer");
    return request.json({ errors: [{ message: String(error) }] }, 500);
  });
  return app;
}
