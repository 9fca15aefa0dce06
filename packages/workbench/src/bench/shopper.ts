/** A shopper without a browser: walks a checkout over the same HTTP interfaces as the page. */
export type Shop = { readonly publicOrigin: string; readonly shopifyUrl: string; readonly stripeUrl: string };

/** A checkout that only needs its last click. */
export type ReadyCheckout = { readonly token: string; readonly pay: object };

export async function fillCart(
  { shopifyUrl }: Pick<Shop, "shopifyUrl">,
  variantId: string,
  quantity = 1,
): Promise<string> {
  const query = `mutation($input: CartInput!) @inContext(country: GB, language: EN) {
    cartCreate(input: $input) { cart { id } userErrors { message } warnings { code } } }`;
  const input = { lines: [{ merchandiseId: `gid://shopify/ProductVariant/${variantId}`, quantity }] };
  const { data } = await send<{ data: { cartCreate: { cart: { id: string } | null } } }>(
    `${shopifyUrl}/api/2026-04/graphql.json`,
    "POST",
    { query, variables: { input } },
  );
  if (!data.cartCreate.cart) throw new Error(`No cart: ${JSON.stringify(data)}`);
  return data.cartCreate.cart.id;
}

/** Everything up to the pay button, with a British guest and standard delivery. */
export async function prepareCheckout(shop: Shop, variantId: string, email: string): Promise<ReadyCheckout> {
  const api = `${shop.publicOrigin}/checkout/api/v1/checkouts`;
  const { token } = await send<View>(api, "POST", {
    cartId: await fillCart(shop, variantId),
    locale: "en-gb",
  });
  await send(`${api}/${token}/contact`, "PUT", { email });
  const address = {
    firstName: "Ada",
    lastName: "Lovelace",
    address1: "12 St James's Square",
    city: "London",
    postcode: "SW1Y 4JH",
    country: "GB",
  };
  const { deliveryOptions } = await send<View>(`${api}/${token}/delivery-address`, "PUT", { address });
  const handle = deliveryOptions[0]?.handle;
  const { quote } = await send<View>(`${api}/${token}/delivery-option`, "PUT", { handle });
  if (!quote) throw new Error("The checkout has no quote after delivery was chosen");
  const confirmationToken = await cardToken(shop, "pm_card_visa");
  return {
    token,
    pay: { quoteId: quote.id, total: quote.total, instrument: { provider: "stripe", confirmationToken } },
  };
}

/** The last click. Resolves with the kind of answer; the same key may be sent again. */
export async function pay(
  { publicOrigin }: Shop,
  { token, pay }: ReadyCheckout,
  key: string,
): Promise<string> {
  const { kind } = await send<{ kind: string }>(
    `${publicOrigin}/checkout/api/v1/checkouts/${token}/pay`,
    "POST",
    pay,
    { "idempotency-key": key },
  );
  return kind;
}

/** Stripe's own helper for tests: a token as its fields would make it from one of the published test cards. */
async function cardToken({ stripeUrl }: Shop, paymentMethod: string): Promise<string> {
  const answer = await fetch(`${stripeUrl}/v1/test_helpers/confirmation_tokens`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_sandbox", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ payment_method: paymentMethod }),
  });
  if (!answer.ok) throw new Error(`No confirmation token: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

type View = {
  token: string;
  deliveryOptions: { handle: string }[];
  quote: { id: string; total: object } | null;
};

async function send<Answer>(
  url: string,
  method: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(`${method} ${new URL(url).pathname} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as Answer;
}
