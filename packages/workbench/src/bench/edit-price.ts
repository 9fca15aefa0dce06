/** A product by its page and the variant whose price that shows. */
export type PricedProduct = { readonly handle: string; readonly variantId: string };

const document = `{ products(first: 250) { nodes { handle selectedOrFirstAvailableVariant { id } } } }`;

/** What the shop sells, asked of its Storefront API. */
export async function pricedProducts(shopUrl: string, token: string): Promise<PricedProduct[]> {
  const { products } = (await askShop(shopUrl, token, document)) as {
    products: { nodes: { handle: string; selectedOrFirstAvailableVariant: { id: string } | null }[] };
  };
  return products.nodes.flatMap(({ handle, selectedOrFirstAvailableVariant: variant }) =>
    variant ? [{ handle, variantId: variant.id.split("/").at(-1) ?? "" }] : [],
  );
}

/** What the Storefront API answers to a query: its `data`. */
export async function askShop(shopUrl: string, token: string, query: string): Promise<unknown> {
  const { data } = (await call(`${shopUrl}/api/2026-04/graphql.json`, "POST", { query }, token)) as {
    data: unknown;
  };
  return data;
}

/** Sets the price in pounds, as the sandbox's control page does. */
export async function editPrice(shopUrl: string, variantId: string, pounds: string): Promise<void> {
  await call(`${shopUrl}/control/api/variants/${variantId}`, "PATCH", { price: { GBP: pounds } });
}

/** Breaks the sandbox in these ways. */
export async function switchFaults(
  shopUrl: string,
  faults: readonly { target: string; mode: string }[],
): Promise<void> {
  for (const fault of faults)
    await call(`${shopUrl}/control/api/faults`, "POST", {
      operation: null,
      delayMs: 0,
      remaining: null,
      ...fault,
    });
}

/** Makes the sandbox whole again. */
export async function switchFaultsOff(shopUrl: string): Promise<void> {
  await fetch(`${shopUrl}/control/api/faults`, { method: "DELETE" });
}

/** Asks for a page again and again until it holds a text; false when it does not in time. */
export async function lookFor(page: string, text: string, untilMs: number): Promise<boolean> {
  const end = performance.now() + untilMs;
  while (performance.now() < end) {
    const html = await fetch(page).then((answer) => answer.text());
    if (html.includes(text)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function call(url: string, method: string, body: object, token?: string): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/json",
      ...(token && { "shopify-storefront-private-token": token }),
    },
  });
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}`);
  return answer.json();
}
