import { authorizeOrder } from "./authorize-order.ts";
import { confirmOrder, patchOrder } from "./change-order.ts";
import { answerOrder, createOrder, orderOf } from "./create-order.ts";
import { type Operation, orderKeyMs, paymentKeyMs } from "./operation.ts";
import { answerRefund, captureOf, refundCapture, refundOf } from "./refund-capture.ts";
import {
  answerAuthorization,
  answerCapture,
  answerVoid,
  authorizationOf,
  captureAuthorization,
  reauthorize,
  voidAuthorization,
} from "./settle-authorization.ts";
import { captureView, orderView, refundView } from "../views.ts";

/** Everything of Orders v2 and Payments v2 that is answered. */
export const operations: Readonly<Record<string, Operation>> = {
  "POST /v2/checkout/orders": {
    run: createOrder,
    again: ({ account }, madeId) => answerOrder(account, orderOf(account, madeId), 200),
    keptMs: orderKeyMs,
  },
  "GET /v2/checkout/orders/:id": {
    run: ({ account, id }) => read(orderView(account, orderOf(account, id))),
  },
  "PATCH /v2/checkout/orders/:id": { run: patchOrder },
  "POST /v2/checkout/orders/:id/confirm-payment-source": { run: confirmOrder },
  "POST /v2/checkout/orders/:id/authorize": {
    run: authorizeOrder,
    again: ({ account }, madeId) => answerOrder(account, orderOf(account, madeId), 200),
    keptMs: orderKeyMs,
  },
  "GET /v2/payments/authorizations/:id": {
    run: ({ account, id }) => read(answerAuthorization(account, authorizationOf(account, id), 200).whole),
  },
  "POST /v2/payments/authorizations/:id/capture": {
    run: captureAuthorization,
    again: ({ account }, madeId) => answerCapture(account, captureOf(account, madeId), 200),
    keptMs: paymentKeyMs,
  },
  "POST /v2/payments/authorizations/:id/void": {
    run: voidAuthorization,
    again: ({ account }, madeId) => answerVoid(account, madeId),
    keptMs: paymentKeyMs,
  },
  "POST /v2/payments/authorizations/:id/reauthorize": {
    run: reauthorize,
    again: ({ account }, madeId) => answerAuthorization(account, authorizationOf(account, madeId), 200),
    keptMs: paymentKeyMs,
  },
  "GET /v2/payments/captures/:id": {
    run: ({ account, id }) => read(captureView(account, captureOf(account, id))),
  },
  "POST /v2/payments/captures/:id/refund": {
    run: refundCapture,
    again: ({ account }, madeId) => answerRefund(account, refundOf(account, madeId), 200),
    keptMs: paymentKeyMs,
  },
  "GET /v2/payments/refunds/:id": {
    run: ({ account, id }) => read(refundView(account, refundOf(account, id))),
  },
};

function read(whole: object): { status: number; whole: object; brief: object } {
  return { status: 200, whole, brief: whole };
}
