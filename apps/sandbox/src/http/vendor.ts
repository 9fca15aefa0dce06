import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import type { Environment } from "../env.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { keepSending, type Sending } from "../webhooks/sending.ts";
import { listen, stop } from "./listen.ts";
import type { RunningStandIn, SandboxHono } from "./part.ts";

/** What makes one payment provider out of an address. */
export type Vendor<D extends Delivery> = {
  readonly name: "Stripe" | "Adyen" | "PayPal";
  readonly portVariable: keyof Environment & `SANDBOX_${string}_PORT`;
  /** All that it answers at `origin`, the address it turned out to have. */
  readonly routes: (origin: string) => readonly SandboxHono[];
  /** The body of its 500. */
  readonly failed: (message: string) => object;
  readonly sending: Sending<D>;
};

/** Opens a provider at an address of its own, and sends its webhooks until it is closed. */
export async function openVendor<D extends Delivery>(
  sandbox: SandboxContext,
  { name, portVariable, routes, failed, sending }: Vendor<D>,
): Promise<RunningStandIn> {
  const { env, log } = sandbox;
  const app = new Hono();
  const handle = getRequestListener(app.fetch);
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  const host = env.SANDBOX_HOST;
  const port = await listen(server, { port: env[portVariable], host, variable: portVariable });
  const url = `http://${host}:${port}`;
  app.get("/health", (context) => context.json({ status: "ok", service: name.toLowerCase() }));
  for (const part of routes(url)) app.route("/", part);
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, `${name} failed to answer`);
    return context.json(failed(String(error)), 500);
  });
  const sender = keepSending(sandbox, sending);
  return {
    url,
    close: async () => {
      await sender.close();
      await stop(server);
    },
  };
}
