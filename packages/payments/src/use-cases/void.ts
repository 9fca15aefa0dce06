import { isLive } from "../attempt/transitions.ts";
import type { VoidResult } from "../payments.ts";
import type { Context } from "./context.ts";
import { fence } from "./fence.ts";

/** Fences whatever attempt of the payment could still take money. */
export async function voidPayment(context: Context, reference: string): Promise<VoidResult> {
  const live = await context.store.findLive(reference);
  if (!live) return { kind: "voided" };
  const fenced = await fence(context, live, "abandoned");
  if (fenced.state === "captured") return { kind: "captured", amount: fenced.captured };
  return isLive(fenced) ? { kind: "unknown" } : { kind: "voided" };
}
