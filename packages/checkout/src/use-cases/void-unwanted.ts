import type { Workings } from "../till.ts";
import { reopen } from "./reopen.ts";

/** Gives up an authorisation nobody wants. One whose order was placed meanwhile, or that is being paid right now, stays. */
export async function voidUnwanted(
  parts: Workings,
  reference: string,
): Promise<"voided" | "wanted" | "unknown"> {
  const checkout = await parts.store.findCheckoutById(parts.database, reference);
  if (!checkout) return "wanted";
  const stillPaying =
    checkout.state === "completing" && (checkout.claimedUntil ?? new Date(0)) > parts.clock.now();
  if (checkout.state === "completed" || stillPaying) return "wanted";
  const given = await parts.payments.void(reference);
  if (given.kind !== "voided") return "unknown";
  const { attempt } = checkout.document;
  await reopen(parts, reference, {
    isThatTry: (note) => JSON.stringify(note) === JSON.stringify(attempt),
    declined: null,
  });
  return "voided";
}
