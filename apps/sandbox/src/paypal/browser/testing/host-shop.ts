import { join } from "node:path";
import { CheckoutPaymentIntent } from "@paypal/paypal-server-sdk";
import { type HostShop, openShop } from "../../../testing/host-shop.ts";
import { paypalAt } from "../../testing/paypal-at.ts";

/**
 * A shop of another origin with the official loader, a strict policy and a server that makes and authorises orders by the
 * official SDK. PayPal's script comes from `paypalUrl` by a script tag.
 */
export function openHostShop(paypalUrl: string): Promise<HostShop> {
  const { orders } = paypalAt(paypalUrl);

  async function makeOrder(origin: string): Promise<string> {
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

  return openShop({
    entryPoints: { host: join(import.meta.dirname, "../client/testing/host-page.ts") },
    page: page(paypalUrl),
    policy: `default-src 'none'; script-src 'self' ${paypalUrl}; connect-src 'self'; form-action 'self'`,
    // "same-origin" would cut the payer's window off.
    headers: { "cross-origin-opener-policy": "same-origin-allow-popups" },
    answer: async ({ pathname, query, origin }) => {
      const order = query.get("order") ?? "";
      if (pathname === "/order" && order === "broken") throw new Error("no order today");
      if (pathname === "/order") return makeOrder(origin);
      return pathname === "/authorize" ? authorize(order) : undefined;
    },
  });
}

function page(paypalUrl: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A shop</title><script src="${paypalUrl}/web-sdk/v6/core"></script><script defer src="/host.js"></script></head>
<body><main><h1>A shop</h1><paypal-button type="pay"></paypal-button><output aria-label="What came of it"></output></main></body></html>`;
}
