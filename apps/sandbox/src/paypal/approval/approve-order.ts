import type { Funding, OrderDocument } from "../model.ts";
import { moment, type PayPalAccount } from "../paypal-account.ts";
import { orderView } from "../views.ts";
import { record } from "../webhooks/events.ts";

/** The payer agrees to pay with one of their sources of money. Whether it has any is found out when it is asked for. */
export function approveOrder(account: PayPalAccount, order: OrderDocument, funding: Funding): OrderDocument {
  const at = moment(account);
  const approved = account.orders.put({
    ...order,
    status: "APPROVED",
    approval: { funding, at },
    updatedAt: at,
  });
  record(account, {
    type: "CHECKOUT.ORDER.APPROVED",
    resourceType: "checkout-order",
    resource: orderView(account, approved),
  });
  return approved;
}

/** Whether the payer can still do anything about it. */
export function isOpen({ status }: OrderDocument): boolean {
  return status !== "COMPLETED" && status !== "VOIDED";
}
