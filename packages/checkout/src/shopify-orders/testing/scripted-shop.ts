import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one request. */
export type ShopFault = "none" | "lost-answer" | "lost-request" | "http-500" | "throttled" | "html";

type MadeRefund = {
  readonly id: string;
  readonly note: string;
  readonly key: string;
  readonly input: object;
};

type MadeOrder = {
  readonly id: string;
  readonly createdAt: string;
  readonly customId: string;
  displayFinancialStatus: string;
};

/** A shop's Admin API with one variant and a memory, for tests: it keeps our order id unique, as the real one does. */
export async function startScriptedShop() {
  const orders: MadeOrder[] = [];
  const operations: string[] = [];
  const refunds: MadeRefund[] = [];
  const script: ShopFault[] = [];
  let onHand = 5;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables } = JSON.parse(await bodyOf(request)) as Query;
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
    operations.push(operation);
    const fault = script.shift() ?? "none";
    if (fault === "lost-request") return void request.socket.destroy();
    if (fault === "throttled") return send(response, 200, throttled);
    const answer = { data: execute(operation, variables) };
    if (fault === "lost-answer") return void request.socket.destroy();
    if (fault === "html") return void response.writeHead(502).end("<html>Bad gateway</html>");
    send(response, fault === "http-500" ? 500 : 200, answer);
  }

  function execute(operation: string, variables: Query["variables"]): unknown {
    switch (operation) {
      case "DefineOrderId":
        return { metafieldDefinitionCreate: { createdDefinition: null, userErrors: [taken] } };
      case "FindOrder": {
        const wanted = variables.identifier?.customId.value;
        return { orderByIdentifier: orders.find(({ customId }) => customId === wanted) ?? null };
      }
      case "CreateOrder":
        return { orderCreate: create(variables) };
      case "MarkOrderPaid": {
        const order = orders.find(({ id }) => id === variables.input?.id);
        if (order) order.displayFinancialStatus = "PAID";
        return { orderMarkAsPaid: { order, userErrors: [] } };
      }
      case "OrderToRefund": {
        const wanted = variables.identifier?.customId.value;
        const order = orders.find(({ customId }) => customId === wanted);
        return {
          orderByIdentifier: order ? { ...order, refunds, ...paidLines } : null,
          location: { id: warehouse },
        };
      }
      case "RefundOrder":
        return { refundCreate: refund(variables) };
      case "ShopOrder":
        return { order: variables.id === shopOrder.id ? shopOrder : null };
      case "LevelsOfVariants":
        return { nodes: [levels(onHand)] };
      case "DiscountLimits":
        return { codeDiscountNodes: variables.after === null ? discountPages[0] : discountPages[1] };
      case "DiscountCodes":
        return { codeDiscountNode: { codeDiscount: discount(null, 0, codes(["SECOND"], null)) } };
      default:
        throw new Error(`The scripted shop does not know ${operation}`);
    }
  }

  function create({ order, options }: Query["variables"]) {
    const customId = order?.metafields[0]?.value ?? "";
    if (orders.some((made) => made.customId === customId)) {
      return {
        order: null,
        userErrors: [{ code: "INVALID", field: ["metafields"], message: "must be unique" }],
      };
    }
    const quantity = order?.lineItems[0]?.quantity ?? 0;
    if (quantity > onHand && options?.inventoryBehaviour === "DECREMENT_OBEYING_POLICY") {
      return { order: null, userErrors: [{ code: "INVENTORY_CLAIM_FAILED", field: null, message: "short" }] };
    }
    onHand -= quantity;
    const made = {
      id: `gid://shopify/Order/${orders.length + 1}`,
      createdAt: "2026-11-21T11:00:05Z",
      customId,
      displayFinancialStatus: "AUTHORIZED",
    };
    orders.push(made);
    return { order: made, userErrors: [] };
  }

  function refund({ input, key = "" }: Query["variables"]) {
    const made = refunds.find((before) => before.key === key) ?? {
      id: `gid://shopify/Refund/${refunds.length + 1}`,
      note: input?.note ?? "",
      key,
      input: input ?? {},
    };
    if (!refunds.includes(made)) refunds.push(made);
    return { refund: { id: made.id }, userErrors: [] };
  }

  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    orders,
    operations,
    refunds,
    /** What befalls the next requests, in turn. */
    befall: (...faults: ShopFault[]) => void script.push(...faults),
    setOnHand: (count: number) => {
      onHand = count;
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Query = {
  query: string;
  variables: {
    identifier?: { customId: { value: string } };
    input?: { id: string; note?: string };
    key?: string;
    id?: string;
    order?: { metafields: { value: string }[]; lineItems: { quantity: number }[] };
    options?: { inventoryBehaviour: string };
    after?: string | null;
  };
};

const warehouse = "gid://shopify/Location/1";
const paidLines = {
  transactions: [{ id: "gid://shopify/OrderTransaction/1", kind: "CAPTURE", status: "SUCCESS" }],
  lineItems: {
    nodes: [
      {
        id: "gid://shopify/LineItem/1",
        refundableQuantity: 2,
        unfulfilledQuantity: 2,
        variant: { id: "gid://shopify/ProductVariant/101" },
      },
    ],
  },
};
const inPounds = (amount: string) => ({ presentmentMoney: { amount, currencyCode: "GBP" } });
/** Cancelled there, with one refund of ours and one that its people made. */
const shopOrder = {
  id: "gid://shopify/Order/9",
  name: "#1009",
  cancelledAt: "2026-11-21T12:00:00Z",
  currentTotalPriceSet: inPounds("10.5"),
  metafield: { value: "0d5b1f0e-0000-4000-8000-000000000009" },
  refunds: [
    {
      id: "gid://shopify/Refund/1",
      note: "Evertill refund 0d5b1f0e-0000-4000-8000-000000000001: it was broken",
      totalRefundedSet: inPounds("4.00"),
    },
    { id: "gid://shopify/Refund/2", note: null, totalRefundedSet: inPounds("2.00") },
  ],
};

const discount = (usageLimit: number | null, asyncUsageCount: number, codesOf: object, once = false) => ({
  usageLimit,
  asyncUsageCount,
  appliesOncePerCustomer: once,
  codes: codesOf,
});
const codes = (all: readonly string[], endCursor: string | null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes: all.map((code) => ({ code })),
});

/** Two pages of discounts: used up in part, without a limit, once per customer with more codes than one page, and an app's. */
const discountPages = [
  {
    pageInfo: { hasNextPage: true, endCursor: "next" },
    nodes: [
      { id: "gid://shopify/DiscountCodeNode/1", codeDiscount: discount(5, 2, codes(["ONCE5"], null)) },
      { id: "gid://shopify/DiscountCodeNode/2", codeDiscount: discount(null, 9, codes(["FREE"], null)) },
    ],
  },
  {
    pageInfo: { hasNextPage: false, endCursor: null },
    nodes: [
      {
        id: "gid://shopify/DiscountCodeNode/3",
        codeDiscount: discount(null, 0, codes(["first"], "more"), true),
      },
      { id: "gid://shopify/DiscountCodeNode/4", codeDiscount: {} },
    ],
  },
];

const taken = { code: "TAKEN", field: ["definition"], message: "Key is in use" };
const throttled = {
  errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
  extensions: {
    cost: { requestedQueryCost: 110, throttleStatus: { currentlyAvailable: 10, restoreRate: 50 } },
  },
};

function levels(quantity: number) {
  return {
    id: "gid://shopify/ProductVariant/101",
    inventoryPolicy: "DENY",
    inventoryItem: {
      tracked: true,
      inventoryLevels: { nodes: [{ updatedAt: "2026-11-20T08:00:00Z", quantities: [{ quantity }] }] },
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
