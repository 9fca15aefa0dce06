import { join } from "node:path";
import { Stripe } from "stripe";
import { type HostShop, openShop } from "../../../testing/host-shop.ts";

/**
 * A shop of another origin with the official React bindings, a strict policy and a server that confirms by the official
 * SDK. Stripe.js comes from `stripeUrl` by a script tag.
 */
export function openHostShop(stripeUrl: string): Promise<HostShop> {
  const stripe = stripeAt(stripeUrl);
  return openShop({
    entryPoints: {
      host: join(import.meta.dirname, "../client/testing/host-page.tsx"),
      shop: join(import.meta.dirname, "shop.css"),
    },
    page: page(stripeUrl),
    policy: `default-src 'none'; script-src 'self' ${stripeUrl}; style-src 'self'; frame-src ${stripeUrl}; connect-src 'self' ${stripeUrl}`,
    answer: async ({ pathname, body, origin }) => {
      if (pathname === "/returned") return "Thank you";
      if (pathname === "/pay") return JSON.stringify(await pay(stripe, body, `${origin}/returned`));
      return undefined;
    },
  });
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

function page(stripeUrl: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A shop</title><link rel="stylesheet" href="/shop.css"><script src="${stripeUrl}/endive/stripe.js"></script><script defer src="/host.js"></script></head>
<body><main><h1>A shop</h1><div id="root"></div></main></body></html>`;
}
