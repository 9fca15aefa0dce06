/** The outside world, over its control interfaces: faults, stock, orders, mails, and what money really did. */
type Fault = {
  target: string;
  mode: string;
  operation?: string | null;
  delayMs?: number;
  remaining?: number | null;
};
export type SandboxOrder = {
  id: string;
  name: string;
  email: string;
  financialStatus: string;
  sourceIdentifier: string | null;
  metafields: { key: string; value: string }[];
  lines: { quantity: number }[];
};
export type SandboxVariant = {
  id: string;
  sku: string | null;
  productId: string;
  requiresShipping: boolean;
  price: Record<string, string>;
  inventory: { tracked: boolean; onHand: number; committed: number };
};
export type Mail = { id: string; to: string; subject: string; text: string; html: string };

const shopify = () => required("SHOPIFY_SANDBOX_URL");
const stripe = () => required("STRIPE_SANDBOX_URL");

export async function switchOn(fault: Fault): Promise<void> {
  await call(`${shopify()}/control/api/faults`, "POST", {
    operation: null,
    delayMs: 3_000,
    remaining: null,
    ...fault,
  });
}

/** Stripe refuses every call, or Shopify does. */
export async function turnOff(vendor: "stripe" | "shopify"): Promise<void> {
  const targets = vendor === "stripe" ? ["stripe-api"] : ["shopify-storefront", "shopify-admin"];
  for (const target of targets) await switchOn({ target, mode: "refuse" });
}

export async function switchEverythingOn(): Promise<void> {
  await call(`${shopify()}/control/api/faults`, "DELETE");
}

export async function variants(): Promise<SandboxVariant[]> {
  return (await call(`${shopify()}/control/api/variants`, "GET")) as SandboxVariant[];
}

export async function setStock(variantId: string, available: number): Promise<void> {
  await call(`${shopify()}/control/api/variants/${variantId}`, "PATCH", { available });
}

export async function setPrice(variantId: string, price: Record<string, string>): Promise<void> {
  await call(`${shopify()}/control/api/variants/${variantId}`, "PATCH", { price });
}

export async function shopOrdersOf(email: string): Promise<SandboxOrder[]> {
  const orders = (await call(`${shopify()}/control/api/orders`, "GET")) as SandboxOrder[];
  return orders.filter((order) => order.email === email);
}

export async function mailsTo(address: string): Promise<Mail[]> {
  return (await call(`${shopify()}/sandbox/mail?to=${encodeURIComponent(address)}`, "GET")) as Mail[];
}

/** A checkout that was charged twice, or undefined. */
export async function chargedTwice(): Promise<unknown> {
  const rows = (await call(`${stripe()}/sandbox/ledger`, "GET")) as { live: number }[];
  return rows.find(({ live }) => live > 1);
}

async function call(url: string, method: string, body?: object): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

export function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the journeys with npm test`);
  return value;
}
