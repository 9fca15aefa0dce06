import type { Checkout } from "../domain/checkout.ts";
import type { Workings } from "../till.ts";
import { reopen } from "./reopen.ts";

/** Makes sure that a try can take no money any more and opens the checkout again; null where that is not proven. */
export async function leaveTry(parts: Workings, checkout: Checkout, tryId: string): Promise<Checkout | null> {
  const given = await parts.payments.void(checkout.id);
  if (given.kind !== "voided") return null;
  const open = await reopen(parts, checkout.id, {
    isThatTry: (note) => note !== null && note.kind !== "declined" && note.tryId === tryId,
    declined: null,
  });
  return open?.state === "open" ? open : null;
}
