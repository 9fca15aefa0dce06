import { request } from "node:https";
import { createStorefrontClient } from "@shopify/hydrogen-react/storefront-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fault } from "./faults/fault.ts";
import { kinds, type VariantDocument } from "./shopify/model.ts";
import { catalogueOf } from "./shopify/storefront/catalogue/catalogue.ts";
import { ask, at, openSandbox } from "./testing/open-sandbox.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const shopName = "{ shop { name } }";

test("a client of Shopify's own making reaches the shop with its private and its public token", async () => {
  const client = createStorefrontClient({
    storeDomain: sandbox.urls.shopify,
    storefrontApiVersion: "2026-04",
    privateStorefrontToken: "sandbox-storefront-token",
    publicStorefrontToken: "sandbox-storefront-public-token",
  });
  for (const headers of [client.getPrivateTokenHeaders(), client.getPublicTokenHeaders()]) {
    const response = await fetch(client.getStorefrontApiUrl(), {
      method: "POST",
      headers,
      body: JSON.stringify({ query: shopName }),
    });
    expect(await response.json()).toEqual({ data: { shop: { name: "Fixture & Sons" } } });
  }
});

test.each(["2023-01", "2026-04", "2026-10", "unstable"])("the API version %s answers", async (version) => {
  const url = new URL(`${sandbox.urls.shopify}/api/${version}/graphql.json`);
  url.searchParams.set("query", shopName);
  expect((await fetch(url)).status).toBe(200);
});

test("a wrong public token is 401 and a wrong private one 403", async () => {
  const status = async (name: string) =>
    (
      await fetch(`${sandbox.urls.shopify}/api/2026-04/graphql.json`, {
        method: "POST",
        headers: { "content-type": "application/json", [name]: "wrong" },
        body: JSON.stringify({ query: shopName }),
      })
    ).status;
  expect(await status("X-Shopify-Storefront-Access-Token")).toBe(401);
  expect(await status("Shopify-Storefront-Private-Token")).toBe(403);
});

test("the same shop answers over TLS", async () => {
  const url = `${sandbox.urls.shopifyTls}/api/2026-04/graphql.json?query=${encodeURIComponent(shopName)}`;
  const body = await new Promise<string>((resolve, reject) => {
    request(url, { rejectUnauthorized: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve(text));
    })
      .on("error", reject)
      .end();
  });
  expect(JSON.parse(body)).toEqual({ data: { shop: { name: "Fixture & Sons" } } });
});

test("a browser may ask from another origin", async () => {
  const response = await fetch(`${sandbox.urls.shopify}/api/2026-04/graphql.json`, { method: "OPTIONS" });
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
});

test("a field that is not implemented is an error that names it, and a wrong query is one that says why", async () => {
  const unknown = await ask(sandbox, `{ shop { customerAccountUrl } }`);
  expect(unknown.errors?.[0]?.message).toBe("The sandbox does not implement Shop.customerAccountUrl");
  const wrong = await ask(sandbox, `{ shop { nope } }`);
  expect(wrong.errors?.[0]?.message).toContain('Cannot query field "nope" on type "Shop"');
});

test("@defer is answered at once, and a whole @inContext is understood", async () => {
  const query = `query @inContext(country: DE, language: DE, preferredLocationId: "gid://shopify/Location/1", visitorConsent: { analytics: false }) {
    shop { ... @defer { description } } localization { country { isoCode } } }`;
  expect(await ask(sandbox, query)).toEqual({
    data: { shop: { description: "Kleine Dinge" }, localization: { country: { isoCode: "DE" } } },
  });
});

test("the catalogue is indexed once for each state of the shop", async () => {
  const { store } = sandbox.context;
  const before = catalogueOf(store);
  await ask(sandbox, "{ products(first: 5) { nodes { handle } } }");
  expect(catalogueOf(store)).toBe(before);
  const [variant] = store.collection<VariantDocument>(kinds.variant).all();
  if (variant) store.collection<VariantDocument>(kinds.variant).put({ ...variant });
  expect(catalogueOf(store)).not.toBe(before);
});

test("pictures are served to measure and may be kept for ever", async () => {
  const { data } = await ask(
    sandbox,
    `{ product(handle: "vase") { featuredImage { width url small: url(transform: {maxWidth: 40, preferredContentType: PNG}) } } }`,
  );
  expect(at(data, "product.featuredImage.width")).toBe(120);
  const whole = await fetch(String(at(data, "product.featuredImage.url")));
  expect(whole.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(whole.headers.get("content-type")).toBe("image/webp");
  const small = await fetch(String(at(data, "product.featuredImage.small")));
  expect(small.headers.get("content-type")).toBe("image/png");
  // The width is the third word of a PNG's header.
  expect(Buffer.from(await small.arrayBuffer()).readUInt32BE(16)).toBe(40);
  expect((await fetch(`${sandbox.urls.shopify}/cdn/shop/files/none.webp`)).status).toBe(404);
});

async function withFault(
  fault: Omit<Fault, "id" | "target" | "remaining" | "delayMs">,
  visit: () => Promise<void>,
) {
  const { faults } = sandbox.context;
  const { id } = faults.switchOn({ target: "shopify-storefront", remaining: null, delayMs: 50, ...fault });
  try {
    await visit();
  } finally {
    faults.switchOff(id);
  }
}

test.each(["refuse", "partial-body", "accept-then-reset"] as const)(
  "the fault %s cuts the connection",
  (mode) =>
    withFault({ mode, operation: null }, async () => {
      await expect(ask(sandbox, shopName)).rejects.toThrow();
    }),
);

test.each(["hang", "accept-then-hang"] as const)("the fault %s never answers", (mode) =>
  withFault({ mode, operation: null }, async () => {
    const answer = fetch(
      `${sandbox.urls.shopify}/api/2026-04/graphql.json?query=${encodeURIComponent(shopName)}`,
      {
        signal: AbortSignal.timeout(200),
      },
    );
    await expect(answer).rejects.toThrow(/timeout/);
  }),
);

test("the faults error, throttle and slow answer as Shopify does, and only for the operation they name", async () => {
  await withFault({ mode: "throttle", operation: "shop" }, async () => {
    expect((await ask(sandbox, shopName)).errors?.[0]?.extensions?.code).toBe("THROTTLED");
    expect((await ask(sandbox, "{ localization { country { isoCode } } }")).errors).toBeUndefined();
  });
  await withFault({ mode: "error", operation: null }, async () => {
    expect((await ask(sandbox, shopName)).errors?.[0]?.extensions?.code).toBe("INTERNAL_SERVER_ERROR");
  });
  await withFault({ mode: "slow", operation: null }, async () => {
    expect((await ask(sandbox, shopName)).data).toEqual({ shop: { name: "Fixture & Sons" } });
  });
});

test("a reset forgets what was changed and plants the seed again", async () => {
  const { store } = sandbox.context;
  store.collection("product").delete(store.collection("product").all()[0]?.id ?? "");
  await store.save();
  const response = await fetch(`${sandbox.urls.shopify}/sandbox/reset`, { method: "POST" });
  expect(response.status).toBe(200);
  expect((await ask(sandbox, `{ products(first: 10) { nodes { handle } } }`)).data).toEqual({
    products: {
      nodes: [{ handle: "vase" }, { handle: "lamp" }, { handle: "bowl" }, { handle: "pattern-book" }],
    },
  });
});

test("where Shopify is the real one the control page and the outbox are still there", async () => {
  const sandbox = await openSandbox({ variables: { SANDBOX_PARTS: "stripe" } });
  try {
    expect(sandbox.urls.shopify).toBe("");
    for (const path of ["/health", "/control", "/control/mail"])
      expect([path, (await fetch(sandbox.urls.desk + path)).status]).toEqual([path, 200]);
    const shop = await fetch(`${sandbox.urls.desk}/api/2026-04/graphql.json`, { method: "POST", body: "{}" });
    expect(shop.status).toBe(404);
  } finally {
    await sandbox.close();
  }
});
