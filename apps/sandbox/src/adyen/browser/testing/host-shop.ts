import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildSync } from "esbuild";
import { cardPayment, checkoutClient } from "../../testing/checkout-client.ts";

export type HostShop = { readonly origin: string; readonly close: () => Promise<void> };

type Paying = {
  readonly instrument: { readonly card: object; readonly browserInfo: object };
  readonly ask: "native" | "redirect" | null;
};
type Result = {
  readonly resultCode?: string;
  readonly refusalReason?: string;
  readonly action?: object;
};

const prefix = "/checkoutshopper/test/http://localhost:8080/";

/** A shop of another origin with the till's fields, a strict policy and a server that pays by the official library. */
export async function openHostShop(adyenUrl: string): Promise<HostShop> {
  const files = bundle();
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { payments } = checkoutClient(adyenUrl);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", origin);
    const file = files[pathname];
    if (file) return void response.setHeader("content-type", file.type).end(file.body);
    if (pathname === "/favicon.ico") return void response.writeHead(204).end();
    if (pathname === "/pay")
      return void response.end(told(await pay(JSON.parse(await text(request)) as Paying)));
    if (pathname === "/details") {
      const { details } = JSON.parse(await text(request)) as { details: object };
      return void response.end(told((await payments.paymentsDetails({ details })) as Result));
    }
    response
      .setHeader("content-security-policy", policy(adyenUrl))
      .setHeader("content-type", "text/html; charset=utf-8")
      .end(page(adyenUrl));
  }

  async function pay({ instrument, ask }: Paying): Promise<Result> {
    const { card, browserInfo } = instrument;
    const body = cardPayment({
      reference: randomUUID(),
      paymentMethod: { type: "scheme", ...card },
      browserInfo,
      channel: "Web",
      origin,
      returnUrl: `${origin}/`,
      authenticationData: {
        ...(ask && { attemptAuthentication: "always" }),
        threeDSRequestData: { nativeThreeDS: ask === "redirect" ? "disabled" : "preferred" },
      },
    });
    return (await payments.payments(body)) as Result;
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

function told({ resultCode, refusalReason, action }: Result): string {
  return JSON.stringify({ said: refusalReason ?? resultCode, ...(action && { action }) });
}

function bundle(): Readonly<Record<string, { readonly type: string; readonly body: string }>> {
  const { outputFiles } = buildSync({
    entryPoints: {
      host: join(import.meta.dirname, "../client/testing/host-page.tsx"),
      fields: "@evertill/payments/providers/adyen/browser/styles.css",
    },
    absWorkingDir: import.meta.dirname,
    bundle: true,
    write: false,
    outdir: "/",
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "error",
  });
  const types: Readonly<Record<string, string>> = {
    "/host.js": "text/javascript",
    "/fields.css": "text/css",
  };
  return Object.fromEntries(
    outputFiles.map(({ path, text: body }) => [path, { type: types[path] ?? "text/plain", body }]),
  );
}

/** What a till must allow, and no more: the challenge is a form that is posted out of the page. */
function policy(adyenUrl: string): string {
  return `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${adyenUrl} data:; frame-src ${adyenUrl}; connect-src 'self' ${adyenUrl}; form-action 'self' ${adyenUrl}`;
}

function page(adyenUrl: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="adyen" content="${adyenUrl}${prefix}"><title>A shop</title><link rel="stylesheet" href="/fields.css"><script defer src="/host.js"></script></head>
<body><main><h1>A shop</h1><div id="root"></div></main></body></html>`;
}
