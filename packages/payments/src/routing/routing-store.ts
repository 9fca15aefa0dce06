import type { RoutingDecision } from "./choose-methods.ts";

/** Which policy is in force, and what was decided by it. */
export interface RoutingStore {
  /** As it was written; null while none was ever activated. */
  findPolicy(): Promise<unknown>;
  /** Adds the decision where it differs from the last one of that payment. */
  saveDecision(reference: string, decision: RoutingDecision): Promise<void>;
}
