import type { DeclineClass } from "../outcome.ts";
import type { KeyedDecline } from "./retry-caps.ts";

/** Remembers refusals of cards, whichever provider they came through. */
export interface CardDeclineStore {
  /** Counts once per attempt and class, however often it is told. */
  add(decline: NewCardDecline): Promise<void>;
  /** Of cards with the same brand and last four: final ones of any age, others since then. */
  find(cardKey: string, since: Date): Promise<readonly KeyedDecline[]>;
  /** Drops what no count looks back to any more; what an issuer refused for ever stays, where the card is known whole. */
  forget(now: Date): Promise<void>;
}

export type NewCardDecline = KeyedDecline & {
  readonly attemptId: string;
  readonly class: DeclineClass;
};
