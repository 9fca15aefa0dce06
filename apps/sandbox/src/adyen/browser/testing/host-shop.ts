import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type HostShop, openShop } from "../../../testing/host-shop.ts";
import { cardPayment, checkoutClient } from "../../testing/checkout-client.ts";

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
export function openHostShop(adyenUrl: string): Promise<HostShop> {
  const { payments } = checkoutClient(adyenUrl);

  async function pay({ instrument, ask }: Paying, origin: string): Promise<Result> {
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

  return openShop({
    entryPoints: {
      host: join(import.meta.dirname, "../client/testing/host-page.tsx"),
      fields: "@evertill/payments/providers/adyen/browser/styles.css",
    },
    page: page(adyenUrl),
    // What a till must allow, and no more: the challenge is a form that is posted out of the page.
    policy: `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${adyenUrl} data:; frame-src ${adyenUrl}; connect-src 'self' ${adyenUrl}; form-action 'self' ${adyenUrl}`,
    answer: async ({ pathname, body, origin }) => {
      if (pathname === "/pay") return told(await pay(JSON.parse(body) as Paying, origin));
      if (pathname !== "/details") return undefined;
      const { details } = JSON.parse(body) as { details: object };
      return told((await payments.paymentsDetails({ details })) as Result);
    },
  });
}

function told({ resultCode, refusalReason, action }: Result): string {
  return JSON.stringify({ said: refusalReason ?? resultCode, ...(action && { action }) });
}

function page(adyenUrl: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="adyen" content="${adyenUrl}${prefix}"><title>A shop</title><link rel="stylesheet" href="/fields.css"><script defer src="/host.js"></script></head>
<body><main><h1>A shop</h1><div id="root"></div></main></body></html>`;
}
