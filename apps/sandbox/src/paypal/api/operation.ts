import type { PayPalAccount } from "../paypal-account.ts";
import type { View } from "../views.ts";

/** One call of the API: the ids in its path are in `id`. */
export type Call = {
  readonly account: PayPalAccount;
  readonly id: string;
  readonly body: unknown;
  readonly requestId: string | null;
};

/**
 * What came of it. `whole` is the resource as `Prefer: return=representation` gives it, `brief` what is answered without;
 * `null` is an answer without a body.
 */
export type Done = { readonly status: number; readonly whole: View | object; readonly brief: object | null };

export type Operation = {
  readonly run: (call: Call) => Done & { readonly madeId?: string };
  /**
   * What the same `PayPal-Request-Id` answers later: the latest state of what the first call made, not a copy. Absent
   * where no key is kept.
   */
  readonly again?: (call: Call, madeId: string) => Done;
  /** How long a key is kept there. */
  readonly keptMs?: number;
};

const hourMs = 3_600_000;
/** Orders keep a key for six hours, Payments for 45 days (OpenAPI files, header `PayPal-Request-Id`). */
export const orderKeyMs = 6 * hourMs;
export const paymentKeyMs = 45 * 24 * hourMs;
