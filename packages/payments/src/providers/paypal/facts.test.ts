import { currency, money } from "@evertill/money";
import {
  AuthorizationStatus,
  CaptureStatus,
  CheckoutPaymentIntent,
  type Order,
  OrderStatus,
  PaymentAdviceCode,
  ProcessorResponseCode,
} from "@paypal/paypal-server-sdk";
import { expect, test } from "vitest";
import { factsOf } from "./facts.ts";

const amount = { currencyCode: "EUR", value: "49.00" };
const ours = money(4900, currency("EUR"));
const intent = CheckoutPaymentIntent.Authorize;

function order(status: OrderStatus, held?: AuthorizationStatus, taken: CaptureStatus[] = []): Order {
  const payments = held && {
    authorizations: [{ id: "AUTH1", status: held, amount }],
    ...(taken.length > 0 && { captures: taken.map((each) => ({ id: "CAP1", status: each, amount })) }),
  };
  return { id: "ORDER1", intent, status, purchaseUnits: [{ amount, ...(payments && { payments }) }] };
}

test("every status the SDK knows of an order without money is read", () => {
  const kinds = Object.values(OrderStatus).map((status) => [status, factsOf(order(status)).kind]);
  expect(Object.fromEntries(kinds)).toEqual({
    CREATED: "open",
    SAVED: "open",
    APPROVED: "approved",
    VOIDED: "canceled",
    // Completed without an authorisation is not learnt: PayPal has not shown it yet.
    COMPLETED: "processing",
    PAYER_ACTION_REQUIRED: "requires-action",
  });
});

test("every status the SDK knows of an authorisation is read", () => {
  const kinds = Object.values(AuthorizationStatus).map((held) => [
    held,
    factsOf(order(OrderStatus.Completed, held)).kind,
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    CREATED: "authorized",
    CAPTURED: "processing",
    PARTIALLY_CAPTURED: "processing",
    DENIED: "declined",
    VOIDED: "canceled",
    PENDING: "processing",
  });
});

test("every status the SDK knows of a capture is read: only what was taken is captured", () => {
  const kinds = Object.values(CaptureStatus).map((taken) => [
    taken,
    factsOf(order(OrderStatus.Completed, AuthorizationStatus.Created, [taken])).kind,
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    COMPLETED: "captured",
    PARTIALLY_REFUNDED: "captured",
    REFUNDED: "captured",
    DECLINED: "authorized",
    FAILED: "authorized",
    // Neither: what will come of it is not known yet.
    PENDING: "processing",
  });
});

test("a word that is new to us is not learnt, never a failure", () => {
  // A wire without types: tomorrow's word where the SDK expects one of today's.
  const [unheardOf]: never[] = JSON.parse('["BRAND_NEW"]') as never[];
  if (unheardOf === undefined) throw new Error("there is one");
  expect(factsOf(order(unheardOf)).kind).toBe("processing");
  expect(factsOf(order(OrderStatus.Completed, unheardOf)).kind).toBe("processing");
});

test("what is held and what is taken say how much, and by which ids", () => {
  expect(factsOf(order(OrderStatus.Completed, AuthorizationStatus.Created))).toEqual({
    kind: "authorized",
    amount: ours,
    card: null,
    details: { authorizationId: "AUTH1" },
  });
  const twice = [CaptureStatus.Completed, CaptureStatus.Completed];
  expect(factsOf(order(OrderStatus.Completed, AuthorizationStatus.Captured, twice))).toMatchObject({
    kind: "captured",
    amount: money(9800, currency("EUR")),
    details: { captureId: "CAP1" },
  });
});

test("an order that we closed is canceled for good, whatever the payer does with it", () => {
  for (const status of [OrderStatus.Created, OrderStatus.PayerActionRequired, OrderStatus.Approved]) {
    expect(factsOf({ ...order(status), intent: CheckoutPaymentIntent.Capture }).kind).toBe("canceled");
  }
});

test("what the network advises on a denied authorisation outranks the processor's code", () => {
  const denied = {
    id: "AUTH1",
    status: AuthorizationStatus.Denied,
    amount,
    processorResponse: {
      responseCode: ProcessorResponseCode.Response0500,
      paymentAdviceCode: PaymentAdviceCode.PaymentAdvice03,
    },
  };
  const facts = factsOf({
    ...order(OrderStatus.Completed),
    purchaseUnits: [{ amount, payments: { authorizations: [denied] } }],
  });
  expect(facts).toMatchObject({
    kind: "declined",
    decline: { class: "hard", code: "0500", mayGoElsewhere: false },
  });
});
