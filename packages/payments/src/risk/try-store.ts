import type { RiskFacts } from "./score-risk.ts";

/** Who tries to pay, as far as one try can be told from another. What is null is not known, and not counted. */
export type Try = {
  readonly attemptId: string;
  readonly email: string;
  /** As our own server saw it. */
  readonly networkAddress: string | null;
  /** What stands for the card over all providers (`retry-caps`). */
  readonly cardKey: string | null;
};

/** Remembers tries for as long as the longest window, by digests: neither address can be read back. */
export interface TryStore {
  /**
   * Notes the try once, and then counts the others of the last hour and day. Of tries at the same moment the last one to be
   * noted sees all others. Of each kind it may stop counting at a hundred.
   */
  note(tried: Try, at: Date): Promise<RiskFacts["velocity"]>;
  /** Lets go of what is older than any window. */
  forget(now: Date): Promise<void>;
}
