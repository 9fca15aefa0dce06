import type { Money } from "@evertill/money";
import type { Attempt, AttemptState, FenceReason } from "./attempt/attempt.ts";
import type { Operation } from "./key.ts";
import type { PaymentNews } from "./payments.ts";
import type { Heard, ProviderDetails, ProviderName } from "./provider.ts";

/** What payments remember. Every write is guarded, so that of two processes one wins and the other learns it. */
export interface AttemptStore {
  /** Adds the payment's next attempt; null when another attempt of it can still take money, or had the same instrument. */
  begin(request: BeginRequest): Promise<Attempt | null>;
  find(attemptId: string): Promise<Attempt | null>;
  findLive(reference: string): Promise<Attempt | null>;
  findNewest(reference: string): Promise<Attempt | null>;
  /** Every attempt of the payment, oldest first. */
  findAll(reference: string): Promise<readonly Attempt[]>;
  findByInstrument(reference: string, provider: ProviderName, digest: string): Promise<Attempt | null>;
  findByProviderReference(provider: ProviderName, providerReference: string): Promise<Attempt | null>;
  /**
   * Moves the attempt on, writes its history and the news, and opens or closes the operation it moves by; null when it was
   * no longer in the state it was read in, or was told to take no money since. What it moves by is closed all the same,
   * and not opened.
   */
  move(
    attempt: Attempt,
    to: AttemptState,
    cause: string,
    news: PaymentNews | null,
    by?: MovedBy,
  ): Promise<Attempt | null>;
  /** Keeps how the attempt is known there, and closes the operation that made it known. */
  setProviderReference(
    attempt: Attempt,
    made: { readonly providerReference: string; readonly details: ProviderDetails; readonly key: string },
  ): Promise<Attempt>;
  /** Merges what else the attempt is known by at its provider; null takes a name away. */
  learnDetails(attempt: Attempt, details: Readonly<Record<string, string | null>>): Promise<Attempt>;
  /** Remembers that the attempt shall take no money, before the provider is told, unless it has left its state meanwhile. The first reason stays. */
  requestFence(attempt: Attempt, reason: FenceReason): Promise<Attempt>;
  /** The key of the operation as it was begun, or of a new one when the last was `refused` or `finished`. */
  openOperation(attempt: Attempt, operation: Operation, amount: Money | null): Promise<OpenOperation>;
  /** The key of the newest such operation of the attempt; null when it was never begun. */
  newestKey(attempt: Attempt, operation: Operation): Promise<string | null>;
  closeOperation(key: string, result: string, detail: string | null): Promise<void>;
  /** Attempts that may be waiting for nobody: open ones, and authorised ones to be voided, whose time to be read has come. */
  findDue(limit: number): Promise<readonly Attempt[]>;
  scheduleRead(attempt: Attempt, at: Date): Promise<void>;
  /** Lists an ended attempt that may still hold or take money there, until {@link markReversed}. */
  requestReversal(attempt: Attempt): Promise<void>;
  markReversed(attempt: Attempt): Promise<void>;
  findToReverse(limit: number): Promise<readonly Attempt[]>;
  /** Oldest first; of one payment, or of all. */
  findUnannounced(reference: string | null, limit: number): Promise<readonly StoredNews[]>;
  markAnnounced(id: string): Promise<void>;
  /** Keeps an event once; `isApplied`: nothing is to be done for it. */
  saveEvent(
    event: NewEvent,
    options: { readonly isApplied: boolean },
  ): Promise<{ readonly id: string; readonly stored: boolean }>;
  findEvent(id: string): Promise<StoredEvent | null>;
  markEventApplied(id: string): Promise<void>;
  findUnappliedEvents(receivedBefore: Date, limit: number): Promise<readonly StoredEvent[]>;
  openTask(task: OperatorTask): Promise<void>;
  countUnknown(): Promise<number>;
}

export type BeginRequest = {
  readonly reference: string;
  readonly provider: ProviderName;
  readonly amount: Money;
  readonly instrumentDigest: string;
  /** ISO 3166-1 alpha-2. */
  readonly billingCountry?: string | null;
};

export type OpenOperation = {
  readonly key: string;
  /** When it was first asked for under this key. */
  readonly startedAt: Date;
  /** What an earlier call with this key came to; null when it was never finished. */
  readonly result: string | null;
};

export type MovedBy =
  /** The attempt's first of that kind. */
  | { readonly opens: { readonly operation: Operation; readonly key: string; readonly amount: Money | null } }
  | { readonly closes: EndedOperation };

export type EndedOperation = {
  readonly key: string;
  readonly result: string;
  readonly detail: string | null;
};

export type StoredNews = { readonly id: string; readonly news: PaymentNews };

export type NewEvent = {
  readonly provider: ProviderName;
  readonly eventId: string;
  readonly type: string;
  readonly providerReference: string | null;
  readonly body: string;
  readonly heard: Heard | null;
};

export type StoredEvent = NewEvent & { readonly id: string; readonly appliedAt: Date | null };

/** What only a person can settle; opened once per kind and subject. */
export type OperatorTask = {
  readonly kind: string;
  readonly subject: string;
  readonly summary: string;
  readonly details?: Readonly<Record<string, unknown>>;
};
