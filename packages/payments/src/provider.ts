import type { Money } from "@evertill/money";
import type { DisputeStage } from "./dispute/dispute.ts";
import type { CardSummary, Decline } from "./outcome.ts";
import type { ActionResult, Instrument, ShopperAction } from "./payment-method.ts";
import type { PaymentAddress } from "./payments.ts";

export const providerNames = ["stripe", "adyen", "paypal"] as const;
export type ProviderName = (typeof providerNames)[number];

/**
 * What one provider can do, in our words. An adapter never throws for what the provider says or fails to say, gives each
 * call the key it was handed, and answers within the deadline it was built with.
 */
export interface PaymentProvider {
  readonly name: ProviderName;
  /** Why this amount cannot be asked for here (currency, minimum, maximum); null when it can. */
  refusesAmount(amount: Money): string | null;
  /**
   * What is known of the card before anybody is asked for money; it may be a claim of the browser's. Null where nothing is,
   * or where the provider is silent: nobody waits for it long.
   */
  cardOf(instrument: Instrument): Promise<CardSummary | null>;
  /**
   * Settles by which reference the attempt will be known there, so that it is stored before {@link authorize}. Lets
   * nothing take money. May be purely local, where the provider knows attempts by a reference of ours.
   */
  prepare(request: PrepareRequest): Promise<Call<Prepared>>;
  /** Whether an attempt that was declined stays open there, where a browser could try another card on it, so that it has to be fenced. */
  readonly declinedStaysOpen: boolean;
  /** Asks for the money, or for the action that must come before it. From here on it may be taken. */
  authorize(request: AuthorizeRequest): Promise<Call<Facts>>;
  /**
   * Goes on after an action, where we have to say so: from here on the money may be taken. Asked again with the same key
   * it must not ask twice. Null where the provider's script finishes the action with the provider, and reading tells.
   */
  readonly continueAction: ((request: ContinueRequest) => Promise<Call<Facts>>) | null;
  /** Reads where the attempt stands, strongly consistent; or says that this provider cannot be read. */
  retrieve(attempt: AttemptThere): Promise<Reading>;
  /**
   * Makes sure the attempt can no longer take money, and answers where it then stands. Where the provider only takes note
   * and proves it later by webhook, the answer is `processing`: the attempt stays what it is until then, and `details.cancel`
   * is what the webhook will call this request.
   */
  fence(request: FenceRequest): Promise<Call<Facts>>;
  /** May answer `processing` where the outcome comes by webhook. */
  capture(request: OperationRequest & { readonly amount: Money }): Promise<Call<Facts>>;
  /** Gives money back, known there by our refund's id. May answer `pending` where the outcome comes by webhook. */
  refund(request: RefundRequest): Promise<Call<RefundFacts>>;
  /** Finds a refund there by our id, strongly consistent; or says that this provider cannot be read. */
  findRefund(refund: RefundThere): Promise<RefundReading>;
  /** A cheap question that changes nothing, to learn whether the provider answers at all. Any answer of its own will do. */
  probe(): Promise<Call<null>>;
  /** Verifies the signature on the raw body and names the events in it. */
  parseWebhook(webhook: Webhook): Promise<ParsedWebhook>;
}

/**
 * What came of one call. Decided by what the provider provably answered, never by an exception's class:
 * `not-sent` when no connection was ever made, `unknown` when one was and no body could be read.
 */
export type Call<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  /** The provider refused the request itself: nothing came of it. */
  | { readonly kind: "refused"; readonly code: string; readonly operatorMessage: string }
  /** Another call with the same key is still running there. */
  | { readonly kind: "in-progress"; readonly operatorMessage: string }
  | { readonly kind: "unknown"; readonly operatorMessage: string }
  | { readonly kind: "not-sent"; readonly operatorMessage: string };

/** `unreadable`: this provider has no way to ask. Its webhooks and a fence are the only proof. */
export type Reading = Call<Facts> | { readonly kind: "unreadable"; readonly operatorMessage: string };

/** Where an attempt stands at its provider, and further references it is known by there (kept, and handed back with each call). */
export type Facts = FactsKind & { readonly details?: ProviderDetails | undefined };

type FactsKind =
  /** Known there, and nothing was asked of a bank. */
  | { readonly kind: "open" }
  | { readonly kind: "requires-action"; readonly action: ShopperAction }
  /** The shopper has done their part, and the provider waits for {@link PaymentProvider.continueAction}. */
  | { readonly kind: "approved" }
  | { readonly kind: "processing" }
  | (Taken & { readonly kind: "authorized" })
  | (Taken & { readonly kind: "captured" })
  | { readonly kind: "declined"; readonly decline: Decline; readonly card?: CardSummary | null | undefined }
  | { readonly kind: "canceled" };

type Taken = {
  readonly amount: Money;
  readonly card: CardSummary | null;
  /** The bank asked the shopper, who proved to be the cardholder. Absent: not told. */
  readonly challenged?: boolean | undefined;
};

/** Short strings in the adapter's own words: a pspReference, an authorisation's id. Merged with what was known. */
export type ProviderDetails = Readonly<Record<string, string>>;

/** What came of a refund, and the provider's own id of it where it says one. */
export type RefundFacts = { readonly refundReference?: string | undefined } & (
  | { readonly kind: "refunded" | "pending"; readonly amount: Money }
  | { readonly kind: "failed"; readonly code: string; readonly operatorMessage: string }
);

/** `absent`: nothing arrived there under that id so far. */
export type RefundReading =
  | Call<RefundFacts | { readonly kind: "absent" }>
  | { readonly kind: "unreadable"; readonly operatorMessage: string };

export type Prepared = {
  readonly providerReference: string;
  readonly details?: ProviderDetails | undefined;
};

/** How an attempt is found at its provider. */
export type AttemptThere = {
  readonly attemptId: string;
  readonly providerReference: string;
  readonly details: ProviderDetails;
};

export type PrepareRequest = {
  readonly key: string;
  readonly attemptId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly description: string;
  readonly email: string;
  readonly delivery: PaymentAddress | null;
  readonly billing: PaymentAddress | null;
  /** BCP 47 tag of the page ("de-DE"). */
  readonly languageTag: string;
  readonly shopper: ShopperContext;
  /** Where a bank's or the provider's own page sends the shopper back to. */
  readonly returnUrl: string;
};

/** What our own server saw of the browser. */
export type ShopperContext = {
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly acceptHeader?: string | undefined;
  /** The Accept-Language header. */
  readonly languages?: string | undefined;
  /** Where the network address lies, as the edge in front of us knows it; ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
};

export type AuthorizeRequest = PrepareRequest &
  AttemptThere & {
    readonly instrument: Instrument;
    readonly authentication: Authentication;
    /** Milliseconds, where less than the adapter's own deadline is left. */
    readonly withinMs?: number | undefined;
  };

/** What is wanted of the bank's authentication, in nobody's wire form. */
export type Authentication = {
  /** `automatic`: the provider decides. `challenge`: the shopper must be asked. */
  readonly ask: "automatic" | "none" | "authenticate" | "challenge" | "data-only";
  /** Asked for where the provider can express it. */
  readonly exemption:
    | "low-value"
    | "transaction-risk-analysis"
    | "trusted-beneficiary"
    | "secure-corporate"
    | null;
  /** Who sets the payment off; absent: the shopper, here and now. */
  readonly initiator?: "mail-or-phone" | "recurring" | "installment" | "unscheduled" | undefined;
};

export type ContinueRequest = OperationRequest & {
  /** Null: learnt by reading or webhook that the shopper has done their part. */
  readonly result: ActionResult | null;
  readonly amount: Money;
};

export type OperationRequest = AttemptThere & { readonly key: string };

/** How a refund is found at its provider. */
export type RefundThere = AttemptThere & { readonly refundId: string; readonly amount: Money };

export type RefundRequest = RefundThere & { readonly key: string; readonly reason: string };

export type FenceRequest = OperationRequest & {
  /** The newest keys under which money was asked for; null where it never was. */
  readonly askedWith: { readonly authorize: string | null; readonly continueAction: string | null };
};

export type Webhook = {
  readonly rawBody: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
};

export type ParsedWebhook =
  /** Most providers send one event at a time. */
  | { readonly kind: "events"; readonly events: readonly ParsedEvent[] }
  | { readonly kind: "refused"; readonly reason: string };

export type ParsedEvent = {
  /** The provider's own id, by which it is stored once. */
  readonly eventId: string;
  readonly type: string;
  /** The attempt it speaks of; null when it speaks of none of ours, or another event says as much. */
  readonly providerReference: string | null;
  /**
   * What fields under the signature say; null: only a hint to look. An older event may come after a younger one, so what
   * is news is read at the provider where it can be read.
   */
  readonly heard: Heard | null;
};

export type Heard = Facts | HeardFailure | HeardRefund | HeardDispute | HeardReport;

/** What came of a refund. `refundId` is null where it is none of ours. */
export type HeardRefund = {
  readonly kind: "refund";
  readonly refundId: string | null;
  readonly facts: RefundFacts;
};

/** The provider has written its account of a day ("2026-11-20"). */
export type HeardReport = { readonly kind: "report"; readonly day: string };

/**
 * What became of a dispute, by an event whose whole meaning is signed: nothing is read again, each is added up once.
 * `attemptId` where the provider names our attempt by its id and not by its own reference.
 */
export type HeardDispute = {
  readonly kind: "dispute";
  readonly disputeReference: string;
  readonly stage: DisputeStage;
  readonly amount: Money;
  readonly reason: string | null;
  readonly attemptId?: string | undefined;
};

/** What was asked for and taken note of was refused later. */
export type HeardFailure = {
  readonly kind: "operation-failed";
  readonly operation: "capture" | "cancel";
  readonly code: string;
  readonly operatorMessage: string;
  readonly details?: ProviderDetails | undefined;
};
