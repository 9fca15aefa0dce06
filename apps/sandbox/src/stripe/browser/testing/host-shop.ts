import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildSync } from "esbuild";
import { Stripe } from "stripe";

export type HostShop = { readonly origin: string; readonly close: () => Promise<void> };

/**
 * A shop of another origin with the official React bindings, a strict policy and a server that confirms by the official
 * SDK. Stripe.js comes from `stripeUrl` by a script tag.
 */
export async function openHostShop(stripeUrl: string): Promise<HostShop> {
  const script = bundle();
  const stripe = stripeAt(stripeUrl);
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", origin);
    if (pathname === "/host.js")
      return void response.setHeader("content-type", "text/javascript").end(script);
    if (pathname === "/returned") return void response.end("Thank you");
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    if (pathname === "/host.css") return void response.setHeader("content-type", "text/css").end(style);
    if (pathname === "/pay")
      return void response.end(JSON.stringify(await pay(stripe, await text(request), `${origin}/returned`)));
    response
      .setHeader("content-security-policy", policy(stripeUrl))
      .setHeader("content-type", "text/html; charset=utf-8")
      .end(page(stripeUrl));
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

export function stripeAt(stripeUrl: string): Stripe {
  const { hostname, port } = new URL(stripeUrl);
  return new Stripe("sk_test_sandbox", {
    host: hostname,
    port: Number(port),
    protocol: "http",
    maxNetworkRetries: 0,
  });
}

async function pay(stripe: Stripe, confirmationToken: string, returnUrl: string): Promise<object> {
  try {
    return await stripe.paymentIntents.create({
      amount: 1_250,
      currency: "eur",
      confirm: true,
      confirmation_token: confirmationToken,
      return_url: returnUrl,
      use_stripe_sdk: true,
      automatic_payment_methods: { enabled: true },
    });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError)
      return { status: "declined", code: error.decline_code };
    throw error;
  }
}

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, "../client/testing/host-page.tsx")],
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

function policy(stripeUrl: string): string {
  return `default-src 'none'; script-src 'self' ${stripeUrl}; style-src 'self'; frame-src ${stripeUrl}; connect-src 'self' ${stripeUrl}`;
}

const style = `body{margin:0;background:#faf8f4;font-family:system-ui,sans-serif}main{max-width:34rem;margin:0 auto;padding:1.5rem}
button{margin:1.25rem .5rem 0 0;padding:.75rem 1.25rem;font:inherit}output{display:block;margin-top:1rem}`;

function page(stripeUrl: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A shop</title><link rel="stylesheet" href="/host.css"><script src="${stripeUrl}/endive/stripe.js"></script><script defer src="/host.js"></script></head>
<body><main><h1>A shop</h1><div id="root"></div></main></body></html>`;
}
