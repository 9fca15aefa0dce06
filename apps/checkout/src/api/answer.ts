import type {
  ChangeResult,
  ContinueResult,
  DeliveryAddressResult,
  PlaceOrderResult,
  StartResult,
} from "@evertill/checkout";
import { problem } from "./problem.ts";

/** 200 with a body that no cache may keep. */
export function json(body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { headers: { "cache-control": "no-store", ...headers } });
}

export function answerStart(result: StartResult): Response {
  switch (result.kind) {
    case "started":
      return json(result.checkout);
    case "already-ordered":
      return problem("already-ordered", { detail: `Its order is at /checkout/orders/${result.orderToken}.` });
    case "cart-empty":
    case "cart-gone":
      return problem("nothing-to-buy");
    case "unknown-locale":
      return problem("unknown-locale");
    case "shop-silent":
      return problem("shop-silent", { detail: result.message });
  }
}

export function answerChange(result: ChangeResult | DeliveryAddressResult): Response {
  switch (result.kind) {
    case "changed":
      return json(result.checkout);
    case "not-found":
      return problem("not-found");
    case "closed":
      return problem(result.checkout.state === "expired" ? "expired" : "closed", { detail: result.message });
    case "invalid":
      return problem("invalid-fields", { fields: result.fields });
    case "shop-silent":
      return problem("shop-silent", { detail: result.message });
    case "needs-accepting":
      return problem("change-needs-accepting", { detail: result.change.message, change: result.change });
  }
}

export function answerPayment(
  result: PlaceOrderResult | ContinueResult,
  headers: Readonly<Record<string, string>>,
): Response {
  switch (result.kind) {
    case "answered":
      return json(result.result, headers);
    case "not-found":
      return problem("not-found");
    case "key-reused":
      return problem("idempotency-key-reused");
    case "in-progress":
      return problem("idempotency-key-in-use");
    case "invalid":
      return problem("invalid-fields", { fields: result.fields });
    case "expired":
      return problem("expired");
    case "not-started":
      return problem("payment-not-started");
  }
}
