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
const ledgers = () =>
  ["STRIPE_SANDBOX_URL", "ADYEN_SANDBOX_URL", "PAYPAL_SANDBOX_URL"].map(
    (variable) => `${required(variable)}/sandbox/ledger`,
  );

export async function switchOn(fault: Fault): Promise<void> {
  await call(`${shopify()}/control/api/faults`, "POST", {
    operation: null,
    delayMs: 3_000,
    remaining: null,
    ...fault,
  });
}

const doors = {
  stripe: ["stripe-api", "stripe-js"],
  adyen: ["adyen-api", "adyen-js"],
  paypal: ["paypal-api", "paypal-js"],
  shopify: ["shopify-storefront", "shopify-admin"],
} as const;

/** A vendor refuses every call, of ours and of browsers. */
export async function turnOff(vendor: keyof typeof doors): Promise<void> {
  for (const target of doors[vendor]) await switchOn({ target, mode: "refuse" });
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

/** Whether browsers have the test wallet. */
export async function setWallet(testWallet: boolean): Promise<void> {
  await call(`${shopify()}/control/api/settings`, "PATCH", { testWallet });
}

export async function shopOrdersOf(email: string): Promise<SandboxOrder[]> {
  const orders = (await call(`${shopify()}/control/api/orders`, "GET")) as SandboxOrder[];
  return orders.filter((order) => order.email === email);
}

export async function mailsTo(address: string): Promise<Mail[]> {
  return (await call(`${shopify()}/sandbox/mail?to=${encodeURIComponent(address)}`, "GET")) as Mail[];
}

/** A checkout that was charged twice, at one provider or at two, by the providers' own books; undefined when none was. */
export async function chargedTwice(): Promise<string | undefined> {
  const charges = new Map<string, number>();
  for (const { checkout, live } of await allCharges())
    charges.set(checkout, (charges.get(checkout) ?? 0) + live);
  return [...charges].find(([, live]) => live > 1)?.[0];
}

/** How often any checkout was charged for good, by the providers' own books. */
export async function liveCharges(): Promise<number> {
  return (await allCharges()).reduce((sum, { live }) => sum + live, 0);
}

type Charge = { checkout: string; live: number };

async function allCharges(): Promise<Charge[]> {
  const books = await Promise.all(ledgers().map((url) => call(url, "GET") as Promise<Charge[]>));
  return books.flat();
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
