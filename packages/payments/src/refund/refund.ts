import type { Money } from "@evertill/money";

/**
 * Where money on its way back stands.
 *
 * - `requested`: stored; the provider is being asked, or was when the process died.
 * - `unknown`: asked, and the outcome not learnt. Never asked again under another key.
 * - `pending`: the provider took note, and tells later.
 * - `refunded`: given back, as the provider says. A bank may still return it.
 * - `refused`: nothing was given back, or it came back.
 */
export type RefundState = "requested" | "unknown" | "pending" | "refunded" | "refused";

/** Every way a refund can go on. The database repeats the guard: an update names the state it leaves. */
export const refundWays = {
  requested: ["unknown", "pending", "refunded", "refused"],
  unknown: ["pending", "refunded", "refused"],
  pending: ["refunded", "refused"],
  refunded: ["refused"],
  refused: [],
} as const satisfies Record<RefundState, readonly RefundState[]>;

/** Part or all of one captured attempt, on its way back at the provider that took it. */
export type Refund = {
  /** Of whoever decided on it: asked twice with the same id, it is given back once. */
  readonly id: string;
  readonly attemptId: string;
  /** The payment's, which is the checkout's id. */
  readonly reference: string;
  readonly amount: Money;
  readonly reason: RefundReason;
  readonly state: RefundState;
  readonly since: Date;
  /** The provider's own id of it, as soon as it is learnt. */
  readonly providerReference: string | null;
  readonly refusal: RefundRefusal | null;
  readonly requestedAt: Date;
  readonly reads: number;
};

export type RefundReason = "requested-by-customer" | "duplicate" | "fraudulent";
export type RefundRefusal = { readonly code: string; readonly operatorMessage: string };

/** What a refund becomes next. */
export type RefundStep = {
  readonly state: RefundState;
  readonly providerReference?: string | undefined;
  readonly refusal?: RefundRefusal | undefined;
};

export function mayRefundGo(from: RefundState, to: RefundState): boolean {
  return (refundWays[from] as readonly RefundState[]).includes(to);
}
