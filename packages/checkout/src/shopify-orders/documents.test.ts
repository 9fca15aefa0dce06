import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { currency, zero } from "@evertill/money";
import {
  buildClientSchema,
  coerceInputValue,
  type GraphQLInputType,
  type IntrospectionQuery,
  parse,
  validate,
} from "graphql";
import { expect, test } from "vitest";
import * as documents from "./documents.ts";
import { orderCreateVariables, proportion, totalOf } from "./order-input.ts";
import { noteOf, refundIdIn, refundInput } from "./refund-input.ts";
import { exampleOrder } from "./testing/example-order.ts";

const tool = dirname(fileURLToPath(import.meta.resolve("@shopify/dev-mcp")));
const file = JSON.parse(gunzipSync(readFileSync(join(tool, "data/admin_2026-04.json.gz"))).toString()) as {
  data: IntrospectionQuery;
};
const schema = buildClientSchema(file.data);

test.each(Object.entries(documents))("%s is valid under the Admin schema 2026-04", (_, document) => {
  expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
});

test("an unknown field would be found", () => {
  expect(validate(schema, parse("{ shop { nonsense } }"))).toHaveLength(1);
});

test("what an order is written as fits OrderCreateOrderInput and its options", () => {
  const { order, options } = orderCreateVariables(exampleOrder(), "DECREMENT_OBEYING_POLICY");
  const problems: string[] = [];
  const check = (name: string, value: unknown) =>
    coerceInputValue(value, schema.getType(name) as GraphQLInputType, (path, _, error) => {
      problems.push(`${name}.${path.join(".")}: ${error.message}`);
    });
  check("OrderCreateOrderInput", order);
  check("OrderCreateOptionsInput", options);
  expect(problems).toEqual([]);
});

test("what a refund is written as fits RefundInput", () => {
  const order = exampleOrder();
  const [line] = order.document.cart.lines;
  const refund = {
    id: "0d5b1f0e-0000-4000-8000-000000000001",
    amount: order.document.price.total,
    lines: [{ lineId: line?.id ?? "", quantity: 1 }],
    restock: true,
    note: "it was broken",
  };
  const there = {
    id: "gid://shopify/Order/1",
    transactions: [{ id: "gid://shopify/OrderTransaction/1", kind: "CAPTURE", status: "SUCCESS" }],
    lineItems: {
      nodes: [
        {
          id: "gid://shopify/LineItem/1",
          refundableQuantity: 1,
          unfulfilledQuantity: 0,
          variant: { id: `gid://shopify/ProductVariant/${line?.variantId}` },
        },
      ],
    },
  };
  const input = refundInput(order, refund, { there, locationId: "gid://shopify/Location/1" });
  const problems: string[] = [];
  coerceInputValue(input, schema.getType("RefundInput") as GraphQLInputType, (path, _, error) => {
    problems.push(`${path.join(".")}: ${error.message}`);
  });
  expect(problems).toEqual([]);
  expect(input.refundLineItems).toMatchObject([{ restockType: "RETURN" }]);
  expect(refundIdIn(noteOf(refund))).toBe(refund.id);
});

test("an order decrements stock, sends no receipt, and is authorised, not paid", () => {
  const { order, options } = orderCreateVariables(exampleOrder(), "DECREMENT_OBEYING_POLICY");
  expect(options).toEqual({
    inventoryBehaviour: "DECREMENT_OBEYING_POLICY",
    sendReceipt: false,
    sendFulfillmentReceipt: false,
  });
  expect(order).toMatchObject({
    transactions: [{ kind: "AUTHORIZATION", status: "SUCCESS", gateway: "stripe" }],
  });
  expect(order).not.toHaveProperty("financialStatus");
});

test("allocations become one fixed discount, and the shop adds up to what was quoted", () => {
  const order = exampleOrder();
  expect(orderCreateVariables(order, "DECREMENT_OBEYING_POLICY").order).toMatchObject({
    discountCode: {
      itemFixedDiscountCode: { code: "HELLO10", amountSet: { shopMoney: { amount: "9.80" } } },
    },
  });
  expect(totalOf(order)).toEqual(order.document.price.total);
});

test("an order of nothing has no transaction and counts as paid", () => {
  const example = exampleOrder();
  const free = {
    ...example,
    document: {
      ...example.document,
      payment: null,
      price: { ...example.document.price, total: zero(currency("EUR")) },
    },
  };
  const { order } = orderCreateVariables(free, "DECREMENT_OBEYING_POLICY");
  expect(order).toMatchObject({ financialStatus: "PAID" });
  expect(order).not.toHaveProperty("transactions");
});

test("a rate in percent is written as an exact proportion", () => {
  expect(["19", "7", "7.25", "20.0", "100", "0", "8.875"].map(proportion)).toEqual([
    "0.19",
    "0.07",
    "0.0725",
    "0.2",
    "1",
    "0",
    "0.08875",
  ]);
  expect(() => proportion("19 %")).toThrow("Not a tax rate");
});
