import {
  type CapturedPayment,
  type Order,
  PatchOp,
  type PaymentAuthorization,
  type Refund,
} from "@paypal/paypal-server-sdk";
import { paypalIssues } from "../../declines/paypal.ts";
import { declineFor } from "../../declines/decline-for.ts";
import type {
  AttemptThere,
  Call,
  Facts,
  OperationRequest,
  PaymentProvider,
  RefundFacts,
} from "../../provider.ts";
import { refusesAmount, toPayPalAmount } from "./amounts.ts";
import { callPayPal, type PayPalAnsweredError } from "./call.ts";
import { amountOf, factsOf } from "./facts.ts";
import { confirmRequest, orderRequest } from "./order-request.ts";
import { createPayPalClient, type PayPalSettings } from "./paypal-client.ts";
import { createWebhookReader } from "./webhook.ts";

/** The authorisation waits for the payer's bank; everything else is PayPal's own. */
const askMs = 8_000;
const voidMs = 3_500;
const quickMs = 2_000;

/** What reading the order must tell, because the call's own answer does not. */
type Look = { readonly kind: "look" };
const look: Look = { kind: "look" };

const whole = "return=representation";

/**
 * PayPal as a wallet. An attempt is one order: made first, so that its id is ours, confirmed with PayPal as the way to pay
 * when the shopper taps the button, approved by the payer at PayPal, and only then, by a call of ours, authorised; to be
 * captured later. Until that call no money can move, whatever the payer does.
 *
 * PayPal cannot cancel an order. An order's `intent` can be changed while nothing is authorised, and an order with the
 * intent `CAPTURE` refuses to be authorised (422 `ACTION_DOES_NOT_MATCH_INTENT`), even by a request that is still on its
 * way; nothing here captures orders, so that is the fence. What is authorised is voided. The rival, to forget the order,
 * proves nothing about a request on its way.
 */
export function createPayPalProvider(
  settings: PayPalSettings,
  now: () => Date = () => new Date(),
): PaymentProvider {
  const { orders, payments } = createPayPalClient(settings);
  const askDeadline = settings.timeoutMs ?? askMs;
  const voidDeadline = Math.min(voidMs, askDeadline);
  const quickDeadline = Math.min(quickMs, askDeadline);

  function retrieve({ providerReference: id }: AttemptThere): Promise<Call<Facts>> {
    return callPayPal("retrieve", quickDeadline, () => orders.getOrder({ id }), { read: factsOf });
  }

  async function lookWhereTold(attempt: AttemptThere, call: Call<Facts | Look>): Promise<Call<Facts>> {
    if (call.kind !== "answered") return call;
    return call.answer.kind === "look" ? retrieve(attempt) : { kind: "answered", answer: call.answer };
  }

  /** The PayPal ids that an operation needs: kept with the attempt, or else read. */
  async function knownBy(
    attempt: AttemptThere,
    name: "authorizationId" | "captureId",
  ): Promise<Call<string>> {
    const known = attempt.details[name];
    if (known !== undefined) return { kind: "answered", answer: known };
    const reading = await retrieve(attempt);
    if (reading.kind !== "answered") return reading;
    const answer = reading.answer.details?.[name];
    if (answer !== undefined) return { kind: "answered", answer };
    const operatorMessage = `PayPal's order has no ${name}: it is ${reading.answer.kind}`;
    return { kind: "refused", code: reading.answer.kind, operatorMessage };
  }

  async function voidAuthorization({ key, ...attempt }: OperationRequest): Promise<Call<Facts>> {
    const found = await knownBy(attempt, "authorizationId");
    if (found.kind !== "answered") return found;
    const voiding = { authorizationId: found.answer, paypalRequestId: key, prefer: whole };
    const call = await callPayPal("void", voidDeadline, () => payments.voidPayment(voiding), {
      read: factsOfVoid,
      readError: ({ code }) => (code === "PREVIOUSLY_VOIDED" || code === "PREVIOUSLY_CAPTURED" ? look : null),
    });
    return lookWhereTold(attempt, call);
  }

  return {
    name: "paypal",
    refusesAmount,
    // The payer could go on choosing means for it, though nobody would take them.
    declinedStaysOpen: true,

    // Whatever the payer's wallet holds is PayPal's affair.
    cardOf: async () => null,

    prepare: (request) =>
      callPayPal(
        "create",
        quickDeadline,
        () => orders.createOrder({ body: orderRequest(request), paypalRequestId: request.key }),
        { read: ({ id }) => ({ providerReference: requireId(id) }) },
      ),

    authorize: async (request) => {
      const confirming = { id: request.providerReference, body: confirmRequest(request), prefer: whole };
      const call = await callPayPal<Order, Facts | Look>(
        "confirm",
        quickDeadline,
        () => orders.confirmOrder(confirming),
        { read: factsOf, readError: ({ code }) => (isFurther.has(code) ? look : null) },
      );
      return lookWhereTold(request, call);
    },

    continueAction: async ({ key, ...attempt }) => {
      const id = attempt.providerReference;
      const asking = { id, paypalRequestId: key, prefer: whole };
      const call = await callPayPal("authorize", askDeadline, () => orders.authorizeOrder(asking), {
        read: (order) => factsOf(order),
        readError: factsOfRefusal,
      });
      return lookWhereTold(attempt, call);
    },

    retrieve,

    fence: async (request) => {
      const id = request.providerReference;
      const body = [{ op: PatchOp.Replace, path: "/intent", value: "CAPTURE" }];
      const closing = await callPayPal("close", quickDeadline, () => orders.patchOrder({ id, body }), {
        read: () => look,
        readError: ({ code }) => (code === "ORDER_ALREADY_COMPLETED" ? look : null),
      });
      const stands = await lookWhereTold(request, closing);
      return isHeld(stands)
        ? voidAuthorization({ ...request, details: stands.answer.details ?? {} })
        : stands;
    },

    capture: async ({ key, amount, ...attempt }) => {
      const found = await knownBy(attempt, "authorizationId");
      if (found.kind !== "answered") return found;
      const taking = {
        authorizationId: found.answer,
        paypalRequestId: key,
        prefer: whole,
        body: { amount: toPayPalAmount(amount), finalCapture: true },
      };
      const call = await callPayPal("capture", askDeadline, () => payments.captureAuthorizedPayment(taking), {
        read: factsOfCapture,
        readError: ({ code }) => (endsCapture.has(code) ? look : null),
      });
      return lookWhereTold(attempt, call);
    },

    refund: async ({ key, amount, refundId, ...attempt }) => {
      const found = await knownBy(attempt, "captureId");
      if (found.kind !== "answered") return found;
      const giving = {
        captureId: found.answer,
        paypalRequestId: key,
        prefer: whole,
        body: { amount: toPayPalAmount(amount), customId: refundId },
      };
      return callPayPal("refund", askDeadline, () => payments.refundCapturedPayment(giving), {
        read: refundFactsOf,
      });
    },

    findRefund: ({ providerReference: id, refundId }) =>
      callPayPal("the order's refunds", quickDeadline, () => orders.getOrder({ id }), {
        read: (order) => {
          const refunds = order.purchaseUnits?.[0]?.payments?.refunds ?? [];
          const found = refunds.find(({ customId }) => customId === refundId);
          return found ? refundFactsOf(found) : { kind: "absent" as const };
        },
      }),

    probe: async () => {
      const call = await callPayPal("probe", quickDeadline, () => orders.getOrder({ id: "PROBE" }), {
        read: () => null,
      });
      return call.kind === "refused" ? { kind: "answered", answer: null } : call;
    },

    parseWebhook: createWebhookReader(settings, now),
  };
}

/** Under review it is held as well. */
function isHeld(call: Call<Facts>): call is Extract<Call<Facts>, { kind: "answered" }> {
  if (call.kind !== "answered" || call.answer.details?.["authorizationId"] === undefined) return false;
  return call.answer.kind === "authorized" || call.answer.kind === "processing";
}

/** Issues of `confirm-payment-source` for an order that is further than that. */
const isFurther: ReadonlySet<string> = new Set([
  "PAYMENT_ALREADY_APPROVED",
  "ORDER_ALREADY_AUTHORIZED",
  "ORDER_ALREADY_CAPTURED",
  "ORDER_CANNOT_BE_CONFIRMED",
]);

/** Issues of a capture of what was taken, let go, or ran out. */
const endsCapture: ReadonlySet<string> = new Set([
  "AUTHORIZATION_ALREADY_CAPTURED",
  "MAX_CAPTURE_COUNT_EXCEEDED",
  "AUTHORIZATION_VOIDED",
  "AUTHORIZATION_DENIED",
]);

/** Issues of `authorize` whose truth is in the order: it was authorised before, perhaps by a request of ours. */
const mayBeAuthorized: ReadonlySet<string> = new Set([
  "ORDER_ALREADY_AUTHORIZED",
  "ORDER_ALREADY_CAPTURED",
  "ORDER_COMPLETED_OR_VOIDED",
  "MAX_AUTHORIZATION_COUNT_EXCEEDED",
  "DUPLICATE_INVOICE_ID",
  // The payer has not approved, or must come back: the order says which.
  "ORDER_NOT_APPROVED",
  "PAYER_ACTION_REQUIRED",
]);

function factsOfRefusal({ status, code }: PayPalAnsweredError): Facts | Look | null {
  if (status !== 422) return null;
  if (mayBeAuthorized.has(code)) return look;
  if (code === "ACTION_DOES_NOT_MATCH_INTENT" || code === "ORDER_EXPIRED") return { kind: "canceled" };
  return Object.hasOwn(paypalIssues, code)
    ? { kind: "declined", decline: declineFor({ provider: "paypal", code }) }
    : null;
}

function factsOfCapture({ id, status, amount }: CapturedPayment): Facts | Look {
  const isTaken = status === "COMPLETED" && id !== undefined && amount !== undefined;
  return isTaken
    ? { kind: "captured", amount: amountOf(amount), card: null, details: { captureId: id } }
    : look;
}

/** A void without a body is a void too. */
function factsOfVoid(authorization: PaymentAuthorization | null): Facts | Look {
  const status = authorization?.status;
  return status === undefined || status === "VOIDED" ? { kind: "canceled" } : look;
}

function refundFactsOf({ id: refundReference, status, amount }: Refund): RefundFacts {
  if (status === "FAILED" || status === "CANCELLED") {
    return {
      kind: "failed",
      code: status,
      operatorMessage: `PayPal could not refund: ${status}`,
      refundReference,
    };
  }
  if (amount === undefined) throw new Error("PayPal's refund says no amount");
  return { kind: status === "COMPLETED" ? "refunded" : "pending", amount: amountOf(amount), refundReference };
}

function requireId(id: string | undefined): string {
  if (id === undefined) throw new Error("PayPal's order has no id");
  return id;
}
