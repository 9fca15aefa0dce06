import type { RiskScore } from "../risk/score-risk.ts";
import type { AuthenticationDecision } from "./decision.ts";

export type StoredDecision = { readonly decision: AuthenticationDecision; readonly risk: RiskScore };

/** Decisions as they were taken. */
export interface DecisionStore {
  /** Keeps the decision, or gives the one that was taken before: a request that is repeated must not change. */
  keep(
    taken: StoredDecision & { readonly attemptId: string; readonly afterSoftDecline: boolean },
  ): Promise<StoredDecision>;
}
