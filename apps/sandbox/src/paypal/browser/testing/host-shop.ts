import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { CheckoutPaymentIntent } from "@paypal/paypal-server-sdk";
import { buildSync } from "esbuild";
import { paypalAt } from "../../testing/paypal-at.ts";

export type HostShop = { readonly origin: string; readonly close: () => Promise<void> };

/**
 * A shop of another origin with the official loader, a strict policy and a server that makes and authorises orders by the
 * official SDK. PayPal's script comes from `paypalUrl` by a script tag.
 */
export async function openHostShop(paypalUrl: string): Promise<HostShop> {
  const script = bundle();
  const { orders } = paypalAt(paypalUrl);
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", origin);
    if (pathname === "/host.js") return end(response, script, "text/javascript");
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    if (pathname === "/order" && searchParams.get("order") === "broken")
      return void response.writeHead(500).end("no order today");
    if (pathname === "/order") return end(response, await makeOrder(), "text/plain");
    if (pathname === "/authorize")
      return end(response, await authorize(searchParams.get("order") ?? ""), "text/plain");
    response
      .setHeader("content-security-policy", policy(paypalUrl))
      // "same-origin" would cut the payer's window off.
      .setHeader("cross-origin-opener-policy", "same-origin-allow-popups");
    end(response, page(paypalUrl), "text/html; charset=utf-8");
  }

  async function makeOrder(): Promise<string> {
    const amount = { currencyCode: "EUR", value: "12.50" };
    const body = { intent: CheckoutPaymentIntent.Authorize, purchaseUnits: [{ amount }] };
    const { result } = await orders.createOrder({ body });
    const id = result.id ?? "";
    const experienceContext = { returnUrl: `${origin}/?step=back`, cancelUrl: `${origin}/?step=left` };
    await orders.confirmOrder({ id, body: { paymentSource: { paypal: { experienceContext } } } });
    return id;
  }

  async function authorize(id: string): Promise<string> {
    const { result } = await orders.authorizeOrder({ id });
    return result.status ?? "";
  }

  return {
    origin,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function end(response: ServerResponse, body: string, type: string): void {
  response.setHeader("content-type", type).end(body);
}

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, "../client/testing/host-page.ts")],
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

function policy(paypalUrl: string): string {
  return `default-src 'none'; script-src 'self' ${paypalUrl}; connect-src 'self'; form-action 'self'`;
}

function page(paypalUrl: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A shop</title><script src="${paypalUrl}/web-sdk/v6/core"></script><script defer src="/host.js"></script></head>
<body><main><h1>A shop</h1><paypal-button type="pay"></paypal-button><output aria-label="What came of it"></output></main></body></html>`;
}
