import { currency, type Money, money } from "@evertill/money";
import {
  type AuthorizationWithAdditionalData,
  AuthorizationStatus,
  CaptureStatus,
  CheckoutPaymentIntent,
  type Order,
  type OrdersCapture,
  OrderStatus,
} from "@paypal/paypal-server-sdk";
import { declineFor } from "../../declines/decline-for.ts";
import type { Decline } from "../../outcome.ts";
import type { Facts, ProviderDetails } from "../../provider.ts";
import { fromPayPalAmount } from "./amounts.ts";

/**
 * The one translation of PayPal's states: what was taken, else what is held, else how far the order is. An order whose
 * intent is no longer `AUTHORIZE` was closed by us: it cannot be authorised, and nothing here ever captures an order. A
 * state that is new to us is "not learnt", never a failure.
 */
export function factsOf(order: Order): Facts {
  const { authorizations = [], captures = [] } = order.purchaseUnits?.[0]?.payments ?? {};
  const authorization = authorizations.at(-1);
  const details = detailsOf(authorization, captures.at(-1));
  if (authorization === undefined) return { ...factsOfOrder(order), details };
  const taken = captures.filter(({ status }) => status !== undefined && takenStatuses.has(status));
  if (taken.length > 0) return { kind: "captured", amount: sumOf(taken), card: null, details };
  // An eCheck for example: taken or not, and only later known.
  if (captures.some(({ status }) => status === CaptureStatus.Pending)) return { kind: "processing", details };
  return { ...factsOfAuthorization(authorization), details };
}

const takenStatuses: ReadonlySet<CaptureStatus> = new Set([
  CaptureStatus.Completed,
  CaptureStatus.PartiallyRefunded,
  CaptureStatus.Refunded,
]);

function factsOfOrder({ id = "", status, intent }: Order): Facts {
  if (intent === CheckoutPaymentIntent.Capture) return { kind: "canceled" };
  switch (status) {
    case OrderStatus.Created:
    case OrderStatus.Saved:
      return { kind: "open" };
    case OrderStatus.PayerActionRequired:
      return { kind: "requires-action", action: { provider: "paypal", orderId: id } };
    case OrderStatus.Approved:
      return { kind: "approved" };
    case OrderStatus.Voided:
      return { kind: "canceled" };
    case OrderStatus.Completed:
    case undefined:
      return { kind: "processing" };
    default:
      status satisfies never;
      return { kind: "processing" };
  }
}

function factsOfAuthorization(authorization: AuthorizationWithAdditionalData): Facts {
  const { status, amount } = authorization;
  switch (status) {
    case AuthorizationStatus.Created:
      return amount ? { kind: "authorized", amount: amountOf(amount), card: null } : { kind: "processing" };
    case AuthorizationStatus.Voided:
      return { kind: "canceled" };
    case AuthorizationStatus.Denied:
      return { kind: "declined", decline: declineOf(authorization) };
    // Taken, yet no capture is listed; under review; not said.
    case AuthorizationStatus.Captured:
    case AuthorizationStatus.PartiallyCaptured:
    case AuthorizationStatus.Pending:
    case undefined:
      return { kind: "processing" };
    default:
      status satisfies never;
      return { kind: "processing" };
  }
}

function declineOf({ processorResponse }: AuthorizationWithAdditionalData): Decline {
  return declineFor({
    provider: "paypal",
    code: processorResponse?.responseCode ?? "INSTRUMENT_DECLINED",
    networkAdviceCode: processorResponse?.paymentAdviceCode,
  });
}

function detailsOf(
  authorization: AuthorizationWithAdditionalData | undefined,
  capture: OrdersCapture | undefined,
): ProviderDetails {
  return {
    ...(authorization?.id && { authorizationId: authorization.id }),
    ...(capture?.id && { captureId: capture.id }),
  };
}

function sumOf(captures: readonly OrdersCapture[]): Money {
  const amounts = captures.flatMap(({ amount }) => (amount ? amountOf(amount) : []));
  const [first, ...rest] = amounts;
  if (!first) throw new Error("PayPal lists a capture without its amount");
  return rest.reduce((sum, next) => money(sum.amountMinor + next.amountMinor, sum.currency), first);
}

export function amountOf({ currencyCode, value }: { currencyCode: string; value: string }): Money {
  return fromPayPalAmount(value, currency(currencyCode));
}
