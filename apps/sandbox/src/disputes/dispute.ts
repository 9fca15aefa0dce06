import type { SandboxContext } from "../context.ts";
import type { Collection } from "../store/store.ts";

/** Money that a shopper wants back of their bank or wallet, at any of the three providers. Amounts as that provider counts them. */
export type DisputeDocument = {
  /** The provider's own id of it. */
  readonly id: string;
  readonly provider: "stripe" | "adyen" | "paypal";
  /** The payment there, as the control page names it. */
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  /** Banks take it as they open the dispute, PayPal once it has decided against us. */
  readonly takenAt: string | null;
  readonly returnedAt: string | null;
  /** Null while nobody has decided. */
  readonly outcome: "won" | "lost" | null;
};

export function disputesIn({ store }: Pick<SandboxContext, "store">): Collection<DisputeDocument> {
  return store.collection<DisputeDocument>("dispute");
}
