import type { ProviderName } from "../provider.ts";
import type { Breaker, CallWindow } from "./breaker.ts";
import type { CountedApprovals } from "./traits.ts";

/** What is called at a provider, and watched on its own. */
export const observedOperations = [
  "prepare",
  "authorize",
  "continueAction",
  "retrieve",
  "fence",
  "capture",
  "refund",
  "probe",
] as const;
export type ObservedOperation = (typeof observedOperations)[number];

/** How providers fare, shared by all processes. It may reject: whoever asks then goes on as if all were well. */
export interface HealthStore {
  addCalls(counts: readonly CountedCalls[], at: Date): Promise<void>;
  window(provider: ProviderName, operation: ObservedOperation, since: Date): Promise<CallWindow>;
  breakers(): Promise<readonly StoredBreaker[]>;
  /** False when another process replaced it first. */
  replace(stored: StoredBreaker, breaker: Breaker): Promise<boolean>;
  addApprovals(counts: readonly CountedApprovals[], at: Date): Promise<void>;
  /** Summed up over the time, by provider and traits. */
  approvals(from: Date, to: Date): Promise<readonly CountedApprovals[]>;
  /** Lets go of what is older than any window. */
  forget(now: Date): Promise<void>;
}

export type CountedCalls = {
  readonly provider: ProviderName;
  readonly operation: ObservedOperation;
  readonly calls: number;
  readonly failures: number;
  readonly slow: number;
  /** Failures at the end of the row; equal to `calls` when none went well. */
  readonly trailingFailures: number;
};

export type StoredBreaker = {
  readonly provider: ProviderName;
  readonly operation: ObservedOperation;
  readonly breaker: Breaker;
  readonly version: number;
};
