import type { Money } from "@evertill/money";
import type { OperatorTask } from "../attempt-store.ts";
import type { Attempt, StateName } from "../attempt/attempt.ts";
import type { StoredDecision } from "../authentication/decision-store.ts";
import type { RefundState } from "../refund/refund.ts";
import type { RoutingDecision } from "../routing/choose-methods.ts";

/** All that is kept of one payment, as it happened. */
export type PaymentRecord = {
  /** The checkout's id. */
  readonly reference: string;
  readonly attempts: readonly AttemptRecord[];
  /** What the shopper was offered; a row where the answer changed. */
  readonly routing: readonly { readonly at: Date; readonly decision: RoutingDecision }[];
  readonly tasks: readonly TaskRecord[];
};

export type AttemptRecord = {
  readonly attempt: Attempt;
  readonly steps: readonly Step[];
  readonly operations: readonly OperationRecord[];
  readonly authentications: readonly (StoredDecision & {
    readonly at: Date;
    readonly afterSoftDecline: boolean;
  })[];
  readonly webhooks: readonly {
    readonly type: string;
    readonly receivedAt: Date;
    readonly appliedAt: Date | null;
  }[];
  /** Set when money or an open door was found on an attempt that had ended. */
  readonly reversal: { readonly since: Date; readonly doneAt: Date | null } | null;
};

/** One transition. `cause`: who learnt it first, "pay", "continue", "capture", "sweep", a reason to fence or a webhook's type. */
export type Step = {
  readonly from: StateName | AfterwardsName | null;
  readonly to: StateName | AfterwardsName;
  readonly cause: string;
  readonly at: Date;
};

/** What happens to money after it was captured, as its history names it; disputes are told by their own record, with amount and reason. */
export type AfterwardsName = "refunded" | `refund_${Exclude<RefundState, "refunded">}`;

/** One request that changes something at a provider. */
export type OperationRecord = {
  readonly operation: string;
  readonly amount: Money | null;
  readonly startedAt: Date;
  readonly result: string | null;
  readonly detail: string | null;
  readonly finishedAt: Date | null;
};

export type TaskRecord = OperatorTask & {
  readonly id: string;
  readonly openedAt: Date;
  readonly closed: { readonly at: Date; readonly by: string | null; readonly note: string | null } | null;
};
