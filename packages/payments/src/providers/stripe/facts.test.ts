import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Stripe } from "stripe";
import { factsOf, knownStatuses } from "./facts.ts";

test("every status the SDK knows has its translation", () => {
  const types = import.meta.resolve("stripe").replace(/[^/]+$/, "resources/PaymentIntents.d.ts");
  const list = /type Status = ([^;]+);/.exec(readFileSync(new URL(types), "utf8"))?.[1] ?? "";
  const statuses = [...list.matchAll(/'(\w+)'/g)].map(([, status]) => status);
  expect(new Set(statuses)).toEqual(new Set(knownStatuses));
});

test("a status that is new to us is not learnt yet, never a failure", () => {
  const intent = {
    status: "requires_something_new",
    last_payment_error: null,
  } as unknown as Stripe.PaymentIntent;
  expect(factsOf(intent)).toEqual({ kind: "processing" });
});
