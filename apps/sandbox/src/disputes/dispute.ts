import type { SandboxContext } from "../context.ts";
import type { Collection } from "../store/store.ts";

/** Money that a shopper's bank or wallet took back, at any of the three providers. Amounts as that provider counts them. */
export type DisputeDocument = {
  /** The provider's own id of it. */
  readonly id: string;
  readonly provider: "stripe" | "adyen" | "paypal";
  /** The payment there, as the control page names it. */
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  readonly takenAt: string;
  /** Set once the bank decided for us. */
  readonly returnedAt: string | null;
};

export function disputesIn({ store }: Pick<SandboxContext, "store">): Collection<DisputeDocument> {
  return store.collection<DisputeDocument>("dispute");
}
