import type { DeclineClass } from "../outcome.ts";
import type { CountedDecline } from "./retry-caps.ts";

/** Remembers refusals of cards, whichever provider they came through. */
export interface CardDeclineStore {
  /** Counts once per attempt and class, however often it is told. */
  add(decline: NewCardDecline): Promise<void>;
  /** Final ones of any age, others since then. */
  find(cardKey: string, since: Date): Promise<readonly CountedDecline[]>;
}

export type NewCardDecline = CountedDecline & {
  readonly cardKey: string;
  readonly attemptId: string;
  readonly class: DeclineClass;
};
