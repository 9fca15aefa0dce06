import {
  type CardRequest,
  OrdersCardVerificationMethod,
  PaymentInitiator,
  StoredPaymentSourcePaymentType,
  StoredPaymentSourceUsageType,
} from "@paypal/paypal-server-sdk";
import type { Authentication } from "../../provider.ts";

/**
 * What is asked of the bank's authentication where PayPal takes a card (Orders v2). It knows no exemption, so one is left to
 * it; mail order cannot be marked. A payer who approves in PayPal's own window is authenticated there, without this.
 */
export function paypalAuthentication({
  ask,
  initiator,
}: Authentication): Pick<CardRequest, "attributes" | "storedCredential"> {
  if (initiator !== undefined && initiator !== "mail-or-phone")
    return { storedCredential: collected(initiator) };
  const method = methods[ask];
  return method === null ? {} : { attributes: { verification: { method } } };
}

/** A challenge cannot be told from an authentication: both are always. */
const methods = {
  automatic: OrdersCardVerificationMethod.ScaWhenRequired,
  none: null,
  "data-only": OrdersCardVerificationMethod.ScaWhenRequired,
  authenticate: OrdersCardVerificationMethod.ScaAlways,
  challenge: OrdersCardVerificationMethod.ScaAlways,
} as const satisfies Record<Authentication["ask"], OrdersCardVerificationMethod | null>;

function collected(
  initiator: Exclude<NonNullable<Authentication["initiator"]>, "mail-or-phone">,
): NonNullable<CardRequest["storedCredential"]> {
  const { Recurring, Unscheduled } = StoredPaymentSourcePaymentType;
  return {
    paymentInitiator: PaymentInitiator.Merchant,
    paymentType: initiator === "unscheduled" ? Unscheduled : Recurring,
    usage: StoredPaymentSourceUsageType.Subsequent,
  };
}
