import { idOf } from "../../../gid.ts";
import type { CartDocument } from "../cart-document.ts";
import { type CartChange, type CartUserError, changed, refusedBlindly } from "../outcome.ts";
import type { DeliveryGroup } from "../priced-cart.ts";

export type ChosenOption = { readonly deliveryGroupId: string; readonly deliveryOptionHandle: string };

/** Chooses how the delivery group is sent, among the options it has now. */
export function chooseOptions(
  cart: CartDocument,
  group: DeliveryGroup | null,
  chosen: readonly ChosenOption[],
): CartChange {
  const choices: Record<string, string> = {};
  for (const { deliveryGroupId, deliveryOptionHandle } of chosen) {
    const id = idOf("CartDeliveryGroup", deliveryGroupId);
    if (!group || id !== group.id) return refusedBlindly(wrongGroup(deliveryGroupId));
    if (!group.options.some(({ handle }) => handle === deliveryOptionHandle))
      return refusedBlindly(wrongHandle(deliveryOptionHandle));
    choices[id] = deliveryOptionHandle;
  }
  return changed({ ...cart, deliveryChoices: { ...cart.deliveryChoices, ...choices } });
}

function wrongGroup(id: string): CartUserError {
  return {
    field: ["selectedDeliveryOptions"],
    message: `The delivery group with id ${id} is not valid.`,
    code: "INVALID_DELIVERY_GROUP",
  };
}

function wrongHandle(handle: string): CartUserError {
  return {
    field: ["selectedDeliveryOptions"],
    message: `The delivery option with handle ${handle} is not valid.`,
    code: "INVALID_DELIVERY_OPTION",
  };
}
