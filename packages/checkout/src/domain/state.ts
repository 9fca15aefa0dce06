/** Where a checkout is on its way from cart to order. */
export type CheckoutState = "open" | "completing" | "completed" | "expired";

/**
 * The only ways from one state to the next; the database holds the same table and refuses any other.
 *
 *   open → completing      the shopper pays: goods are reserved, money may move
 *   completing → open      proven that no money moved and none can
 *   completing → completed authorised: the order is placed
 *   open → expired         left behind; nothing is reserved for it
 */
export const transitions: Readonly<Record<CheckoutState, readonly CheckoutState[]>> = {
  open: ["completing", "expired"],
  completing: ["open", "completed"],
  completed: [],
  expired: [],
};

export function mayBecome(from: CheckoutState, to: CheckoutState): boolean {
  return transitions[from].includes(to);
}
