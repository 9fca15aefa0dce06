import { createHash } from "node:crypto";

/** What is asked of a provider under a key of its own. */
/** Money that came late is cancelled by a decision of its own: what was asked before it came says nothing of it. */
export type Cancel = "cancel" | "cancel:late-success";
export type Operation = "create" | "confirm" | "continue" | Cancel | "capture" | `refund:${string}`;

/**
 * The idempotency key of one decision: `v1.<paymentId>.<provider>.<operation>.<attempt>.<number>`, hashed to 36
 * characters, which every provider takes. It is stored before the call; a repeat of the call has the same key, a new
 * decision (a new attempt, or another try after a provable refusal) has a new one.
 */
export function idempotencyKey(decision: {
  readonly paymentId: string;
  readonly provider: string;
  readonly operation: Operation;
  readonly attemptNumber: number;
  readonly number: number;
}): string {
  const { paymentId, provider, operation, attemptNumber, number } = decision;
  const text = `v1.${paymentId}.${provider}.${operation}.${attemptNumber}.${number}`;
  return `v1.${createHash("sha256").update(text).digest("base64url").slice(0, 33)}`;
}
