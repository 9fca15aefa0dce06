import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fault } from "../../faults/fault.ts";
import { openSandbox } from "../../testing/open-sandbox.ts";
import { type DiscountDocument, kinds, type VariantDocument } from "../model.ts";
import { sendDue } from "../../webhooks/sending.ts";
import { shopWebhooks } from "../webhooks/shop-webhooks.ts";
import { subscribeWorker } from "../webhooks/subscribe.ts";
import type { WebhookDeliveryDocument } from "../webhooks/webhook.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let minutes = 0;
const now = () => new Date(Date.UTC(2026, 10, 21, 12, minutes));

beforeAll(async () => {
  sandbox = await openSandbox({ now });
});
afterAll(() => sandbox.close());

async function admin<Data = never>(query: string, variables: object = {}, token = "sandbox-admin-token") {
  const answer = await fetch(`${sandbox.urls.shopify}/admin/api/2026-04/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token },
    body: JSON.stringify({ query, variables }),
  });
  return {
    status: answer.status,
    ...((await answer.json()) as { data: Data; errors?: { message: string }[]; extensions?: unknown }),
  };
}

function trackedVariant(): VariantDocument {
  const found = sandbox.context.store
    .collection<VariantDocument>(kinds.variant)
    .all()
    .find(
      ({ inventory }) =>
        inventory.tracked && inventory.policy === "deny" && inventory.onHand - inventory.committed >= 3,
    );
  if (!found) throw new Error("the fixture has no variant with three in stock");
  return found;
}

const orderCreate = `mutation Create($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order { id name displayFinancialStatus taxesIncluded totalPriceSet { presentmentMoney { amount currencyCode } } totalTaxSet { shopMoney { amount } } transactions(first: 5) { id kind amountSet { presentmentMoney { amount } } } }
    userErrors { field message code }
  }
}`;
type Created = {
  orderCreate: {
    order: {
      id: string;
      name: string;
      displayFinancialStatus: string;
      totalPriceSet: { presentmentMoney: { amount: string } };
      transactions: { id: string; kind: string }[];
    } | null;
    userErrors: { field: string[]; message: string; code: string }[];
  };
};
const euro = (amount: string) => ({ shopMoney: { amount, currencyCode: "EUR" } });
function orderOf(variant: VariantDocument, id: string, quantity = 1) {
  return {
    currency: "EUR",
    taxesIncluded: true,
    lineItems: [
      {
        variantId: `gid://shopify/ProductVariant/${variant.id}`,
        quantity,
        priceSet: euro("49.00"),
        taxLines: [{ title: "USt", rate: "0.19", priceSet: euro("7.82") }],
      },
    ],
    shippingLines: [{ title: "Standard", priceSet: euro("5.00") }],
    transactions: [{ kind: "AUTHORIZATION", status: "SUCCESS", amountSet: euro(String(49 * quantity + 5)) }],
    metafields: [{ namespace: "evertill", key: "order_id", type: "id", value: id }],
  };
}

test("a wrong token is refused", async () => {
  expect((await admin("{ shop { name } }", {}, "wrong")).status).toBe(401);
});

test("a field that the sandbox does not answer is refused by name", async () => {
  const { errors } = await admin("{ shop { billingAddress { city } } }");
  expect(errors?.[0]?.message).toBe("The sandbox does not implement Shop.billingAddress");
});

test("an order bypasses stock and sends no receipt unless the options say otherwise", async () => {
  const variant = trackedVariant();
  const { data } = await admin<Created>(orderCreate, { order: orderOf(variant, "bypass") });
  expect(data.orderCreate.userErrors).toEqual([]);
  expect(data.orderCreate.order?.totalPriceSet.presentmentMoney.amount).toBe("54.0");
  expect(data.orderCreate.order?.displayFinancialStatus).toBe("AUTHORIZED");
  expect(trackedVariant().inventory.committed).toBe(variant.inventory.committed);
});

test("an order that obeys the policy commits stock, and is refused when there is not enough", async () => {
  const variant = trackedVariant();
  const options = { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" };
  await admin<Created>(orderCreate, { order: orderOf(variant, "obeys"), options });
  expect(
    sandbox.context.store.collection<VariantDocument>(kinds.variant).get(variant.id)?.inventory.committed,
  ).toBe(variant.inventory.committed + 1);
  const { data } = await admin<Created>(orderCreate, { order: orderOf(variant, "too-many", 9_999), options });
  expect(data.orderCreate.userErrors[0]?.code).toBe("INVENTORY_CLAIM_FAILED");
});

test("a unique custom id finds its order at once, while the search lags behind", async () => {
  await admin(
    `mutation { metafieldDefinitionCreate(definition: { name: "Order id", namespace: "evertill", key: "order_id", type: "id", ownerType: ORDER }) { userErrors { code } } }`,
  );
  const variant = trackedVariant();
  await admin<Created>(orderCreate, { order: orderOf(variant, "exact") });
  const byId = await admin<{ orderByIdentifier: { name: string } }>(
    `{ orderByIdentifier(identifier: { customId: { namespace: "evertill", key: "order_id", value: "exact" } }) { name } }`,
  );
  const { name } = byId.data.orderByIdentifier;
  const search = () =>
    admin<{ orders: { nodes: { name: string }[] } }>(
      `{ orders(first: 5, query: "name:${name}") { nodes { name } } }`,
    );
  expect((await search()).data.orders.nodes).toEqual([]);
  minutes += 1;
  expect((await search()).data.orders.nodes).toEqual([{ name }]);
});

test("a second order with the same unique id is refused", async () => {
  const variant = trackedVariant();
  const { data } = await admin<Created>(orderCreate, { order: orderOf(variant, "exact") });
  expect(data.orderCreate.order).toBeNull();
  expect(data.orderCreate.userErrors[0]).toMatchObject({ message: "Value has already been taken" });
});

test("an order is paid after capture, and never captures more than was authorised", async () => {
  const { data } = await admin<Created>(orderCreate, { order: orderOf(trackedVariant(), "captured") });
  const { id, transactions } = data.orderCreate.order ?? { id: "", transactions: [] };
  const capture = (amount: string) =>
    admin<{ orderCapture: { transaction: { kind: string } | null; userErrors: { field: string[] }[] } }>(
      `mutation($input: OrderCaptureInput!) { orderCapture(input: $input) { transaction { kind } userErrors { field message } } }`,
      { input: { id, parentTransactionId: transactions[0]?.id, amount } },
    );
  expect((await capture("54.01")).data.orderCapture.userErrors[0]?.field).toEqual(["amount"]);
  expect((await capture("54.00")).data.orderCapture.transaction?.kind).toBe("CAPTURE");
  const after = await admin<{ order: { displayFinancialStatus: string } }>(
    `{ order(id: "${id}") { displayFinancialStatus } }`,
  );
  expect(after.data.order.displayFinancialStatus).toBe("PAID");
});

test("stock is set only by one who says what it is changed from", async () => {
  const variant = trackedVariant();
  const set = (quantity: object) =>
    admin<{
      inventorySetQuantities: {
        userErrors: { code: string }[];
        inventoryAdjustmentGroup: { changes: { delta: number }[] } | null;
      };
    }>(
      `mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { inventoryAdjustmentGroup { changes { name delta } } userErrors { code field message } } }`,
      {
        input: {
          name: "available",
          reason: "correction",
          quantities: [
            {
              inventoryItemId: `gid://shopify/InventoryItem/${variant.inventory.itemId}`,
              locationId: "gid://shopify/Location/70000000001",
              ...quantity,
            },
          ],
        },
      },
    );
  const available = variant.inventory.onHand - variant.inventory.committed;
  expect((await set({ quantity: 7 })).data.inventorySetQuantities.userErrors[0]?.code).toBe(
    "COMPARE_QUANTITY_REQUIRED",
  );
  expect(
    (await set({ quantity: 7, changeFromQuantity: available + 1 })).data.inventorySetQuantities.userErrors[0]
      ?.code,
  ).toBe("CHANGE_FROM_QUANTITY_STALE");
  expect(
    (await set({ quantity: available + 4, changeFromQuantity: available })).data.inventorySetQuantities
      .inventoryAdjustmentGroup?.changes[0]?.delta,
  ).toBe(4);
});

test("a development store creates five orders a minute and says so", async () => {
  await fetch(`${sandbox.urls.shopify}/control/api/settings`, {
    method: "PATCH",
    body: JSON.stringify({ developmentStore: true }),
  });
  minutes += 2;
  const variant = trackedVariant();
  const answers = [];
  for (let count = 0; count < 6; count += 1)
    answers.push(await admin<Created>(orderCreate, { order: orderOf(variant, `development-${count}`) }));
  expect(answers.map(({ data }) => data.orderCreate.userErrors.length)).toEqual([0, 0, 0, 0, 0, 1]);
  await fetch(`${sandbox.urls.shopify}/control/api/settings`, {
    method: "PATCH",
    body: JSON.stringify({ developmentStore: false }),
  });
});

test("too many calls are throttled with the cost that explains it", async () => {
  const expensive = `{ products(first: 250) { nodes { variants(first: 250) { nodes { id inventoryItem { id } } } } } }`;
  const { errors, extensions } = await admin(expensive);
  expect(errors?.[0]?.message).toBe("Throttled");
  expect(extensions).toMatchObject({
    cost: { requestedQueryCost: 62_500, throttleStatus: { maximumAvailable: 2_000 } },
  });
});

test("what was asked for is counted, and what was throttled is not", async () => {
  const spent = async () => {
    const account = await (await fetch(`${sandbox.urls.shopify}/control/api/admin-points`)).json();
    return (account as { spent: number }).spent;
  };
  const before = await spent();
  await admin("{ shop { id } }");
  await admin("{ products(first: 250) { nodes { variants(first: 250) { nodes { id } } } } }");
  expect(await spent()).toBe(before + 1);
});

test("what an answer did not need is given back", async () => {
  const { extensions } = await admin(`{ products(first: 200, query: "tag:none-such") { nodes { id } } }`);
  expect(extensions).toMatchObject({ cost: { requestedQueryCost: 200, actualQueryCost: 1 } });
});

async function receiver() {
  const received: { headers: Record<string, unknown>; body: string }[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    statuses,
    close: () => server.close(),
  };
}

test("webhooks are signed, repeated until they are answered, and late, double or lost on demand", async () => {
  const hook = await receiver();
  const { store, faults, env } = sandbox.context;
  for (const known of store.collection<WebhookDeliveryDocument>(kinds.webhookDelivery).all())
    store.collection(kinds.webhookDelivery).delete(known.id);
  for (const known of store.collection(kinds.webhookSubscription).all())
    store.collection(kinds.webhookSubscription).delete(known.id);
  await admin(
    `mutation { webhookSubscriptionCreate(topic: INVENTORY_LEVELS_UPDATE, webhookSubscription: { uri: "${hook.url}" }) { userErrors { message } } }`,
  );
  const change = (available: number) =>
    fetch(`${sandbox.urls.shopify}/control/api/variants/${trackedVariant().id}`, {
      method: "PATCH",
      body: JSON.stringify({ available }),
    });
  const fault = (mode: Fault["mode"]) =>
    faults.switchOn({
      target: "shopify-webhooks",
      mode,
      operation: "inventory_levels",
      delayMs: 60_000,
      remaining: 1,
    });

  hook.statuses.push(500);
  await change(40);
  await sendDue(sandbox.context, shopWebhooks);
  expect(hook.received).toHaveLength(1);
  minutes += 1;
  await sendDue(sandbox.context, shopWebhooks);
  expect(hook.received).toHaveLength(2);
  const [first, second] = hook.received;
  const signature = createHmac("sha256", env.SHOPIFY_WEBHOOK_SECRET)
    .update(first?.body ?? "")
    .digest("base64");
  expect(first?.headers).toMatchObject({
    "x-shopify-topic": "inventory_levels/update",
    "x-shopify-hmac-sha256": signature,
  });
  expect(second?.headers["x-shopify-event-id"]).toBe(first?.headers["x-shopify-event-id"]);

  fault("webhook-late");
  await change(41);
  await sendDue(sandbox.context, shopWebhooks);
  expect(hook.received).toHaveLength(2);
  minutes += 1;
  await sendDue(sandbox.context, shopWebhooks);
  expect(hook.received).toHaveLength(3);

  fault("webhook-twice");
  await change(42);
  await sendDue(sandbox.context, shopWebhooks);
  expect(hook.received).toHaveLength(5);

  fault("webhook-lost");
  await change(43);
  await sendDue(sandbox.context, shopWebhooks);
  expect(hook.received).toHaveLength(5);
  hook.close();
});

test("every page of the control room answers, and says it in words when there is nothing", async () => {
  for (const page of ["", "/orders", "/payments", "/webhooks", "/mail", "/faults"]) {
    const answer = await fetch(`${sandbox.urls.shopify}/control${page}`);
    expect([page, answer.status]).toEqual([page, 200]);
  }
});

test("a discount code shows its limit and how often it was used, by page and by code", async () => {
  const discounts = sandbox.context.store.collection<DiscountDocument>(kinds.discount);
  const [known] = discounts.all();
  if (!known) throw new Error("the fixture has no discount");
  discounts.put({ ...known, id: "900", code: "ONCE5", usageLimit: 1, timesUsed: 1, oncePerCustomer: true });
  const limits = `codeDiscount { ... on DiscountCodeBasic
    { status usageLimit asyncUsageCount appliesOncePerCustomer codes(first: 5) { nodes { code } } } }`;
  const expected = {
    status: "ACTIVE",
    usageLimit: 1,
    asyncUsageCount: 1,
    appliesOncePerCustomer: true,
    codes: { nodes: [{ code: "ONCE5" }] },
  };
  const page = await admin<{ codeDiscountNodes: { nodes: unknown[] } }>(
    `{ codeDiscountNodes(first: 50) { nodes { id ${limits} } } }`,
  );
  expect(page.data.codeDiscountNodes.nodes).toContainEqual({
    id: "gid://shopify/DiscountCodeNode/900",
    codeDiscount: expected,
  });
  const byCode = await admin<unknown>(`{ codeDiscountNodeByCode(code: "once5") { ${limits} } }`);
  expect(byCode.data).toEqual({ codeDiscountNodeByCode: { codeDiscount: expected } });
  const searched = await admin(`{ codeDiscountNodes(first: 1, query: "x") { nodes { id } } }`);
  expect(searched.errors?.[0]?.message).toContain("does not search");
});

const refundCreate = `mutation Refund($input: RefundInput!, $key: String!) {
  refundCreate(input: $input) @idempotent(key: $key) {
    refund { id note totalRefundedSet { presentmentMoney { amount } } }
    order { displayFinancialStatus lineItems(first: 5) { nodes { id currentQuantity } } }
    userErrors { field message }
  }
}`;
type Refunded = {
  refundCreate: {
    refund: { id: string; note: string | null } | null;
    order: { displayFinancialStatus: string; lineItems: { nodes: { currentQuantity: number }[] } } | null;
    userErrors: { message: string }[];
  };
};

test("a refund gives back money and goods once per key, tells its subscribers, and never more than was paid", async () => {
  const variant = trackedVariant();
  // Another test has taken all subscriptions away.
  subscribeWorker(sandbox.context);
  const made = await admin<Created>(orderCreate, {
    order: orderOf(variant, "refunded-order", 2),
    options: { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" },
  });
  const orderId = made.data.orderCreate.order?.id;
  await admin(`mutation { orderMarkAsPaid(input: { id: "${orderId}" }) { userErrors { message } } }`);
  const read = await admin<{
    order: { lineItems: { nodes: { id: string }[] }; transactions: { id: string }[] };
  }>(`{ order(id: "${orderId}") { lineItems(first: 5) { nodes { id } } transactions(first: 5) { id } } }`);
  const { lineItems, transactions } = read.data.order;
  const input = (amount: string) => ({
    orderId,
    note: "it was broken",
    refundLineItems: [{ lineItemId: lineItems.nodes[0]?.id, quantity: 1, restockType: "CANCEL" }],
    transactions: [{ orderId, kind: "REFUND", gateway: "manual", amount, parentId: transactions.at(-1)?.id }],
  });
  const committed = () =>
    sandbox.context.store.collection<VariantDocument>(kinds.variant).get(variant.id)?.inventory.committed ??
    0;
  const before = committed();
  const first = await admin<Refunded>(refundCreate, { input: input("49.00"), key: "refund-1" });
  expect(first.data.refundCreate).toMatchObject({
    refund: { note: "it was broken", totalRefundedSet: { presentmentMoney: { amount: "49.0" } } },
    order: { displayFinancialStatus: "PARTIALLY_REFUNDED", lineItems: { nodes: [{ currentQuantity: 1 }] } },
    userErrors: [],
  });
  const again = await admin<Refunded>(refundCreate, { input: input("49.00"), key: "refund-1" });
  expect(again.data.refundCreate.refund?.id).toBe(first.data.refundCreate.refund?.id);
  expect(committed()).toBe(before - 1);
  const told = sandbox.context.store
    .collection<WebhookDeliveryDocument>(kinds.webhookDelivery)
    .all()
    .filter(({ topic }) => topic === "refunds/create");
  expect(told.map(({ body }) => (JSON.parse(body) as { note: string }).note)).toEqual(["it was broken"]);
  const tooMuch = await admin<Refunded>(refundCreate, { input: input("9999.00"), key: "refund-2" });
  expect(tooMuch.data.refundCreate).toMatchObject({
    refund: null,
    userErrors: [{ message: "Refund amount cannot be greater than the amount paid" }],
  });
  const keyless = await admin(
    refundCreate.replace("@idempotent(key: $key)", "").replace(", $key: String!", ""),
    {
      input: input("1.00"),
    },
  );
  expect(keyless.errors?.[0]?.message).toContain("@idempotent directive is required");
});
