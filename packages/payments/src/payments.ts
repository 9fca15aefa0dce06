import type { Money } from "@evertill/money";
import type { ProviderHealth } from "./health/health.ts";
import type { CardSummary, Decline, PaymentOutcome } from "./outcome.ts";
import type { ActionResult, Instrument } from "./payment-method.ts";
import type { ProviderName, ShopperContext } from "./provider.ts";
import type { BeginRefundRequest } from "./refund-store.ts";
import type { RoutingDecision } from "./routing/choose-methods.ts";

/**
 * Paying through providers. A *payment* is what the shopper owes for one checkout and is found by its `reference`, the
 * checkout's id; it has attempts, of which at most one can be able to take money.
 *
 * Every method is safe to call again: after a crash, from another process, at the same moment. None of them throws for
 * what a provider says or fails to say; they reject only when our own database does.
 */
export interface Payments {
  /**
   * Which card fields to mount before the shopper types, and whether PayPal is offered: policy × how providers fare × what
   * the amount allows. Ask again with `without` when a provider's script does not load, or after `another-method-wanted`.
   * The decision is kept with its reasons under `reference`. When nothing can be read it is the policy's first.
   */
  offeredMethods(request: OfferRequest): Promise<OfferedMethods>;

  /** How each provider of this process fares now, for the console: able, on trial or unable, and why. All are able when nothing can be read. */
  providerHealth(): Promise<Readonly<Partial<Record<ProviderName, ProviderHealth>>>>;

  /**
   * Asks for the money: authorises `amount` with the instrument, to be captured later.
   *
   * The instrument is single-use and therefore the idempotency key: asked again with the same one, the answer is that
   * attempt's. While an earlier attempt could still take money it is settled or fenced first; when that cannot be proven
   * the answer is its own outcome (`unknown`), and nothing new is asked. An attempt already authorised for the same
   * amount is the answer; for another amount it is voided first. `another-method-wanted` means that the instrument's
   * provider was not reached, refused, is left alone for now, or declined what another provider may take; that nothing can
   * be taken there any more, and that `offeredMethods` without it has somebody else. Takes 12 s with a provider that hangs, and up to 8 s more
   * when an earlier attempt has to be fenced or the first request is lost.
   */
  pay(command: PayCommand): Promise<PaymentOutcome>;

  /**
   * Learns where the payment stands after an action, or when the page asks again; reads at the provider. `result` is what
   * the browser brought back from the action, where it has something to bring; asked twice it goes on once. Null: no attempt.
   */
  continuePayment(reference: string, result?: ActionResult | null): Promise<PaymentOutcome | null>;

  /** What is known now, without asking a provider. */
  statusOf(reference: string): Promise<PaymentStatus>;

  /** Takes what was authorised. `unknown` and `unreachable` mean: call again later. A `refused` one is already with a person. */
  capture(reference: string): Promise<CaptureResult>;

  /**
   * Makes sure that no attempt of the payment can take money any more: for abandoned checkouts, and for authorised
   * payments whose order could not be placed. Only after `voided` may stock be released. A later `pay` with a new
   * instrument is allowed.
   */
  void(reference: string): Promise<VoidResult>;

  /**
   * Gives part or all of what was captured back, at the provider that took it. `refundId` is the caller's own and makes
   * repeats harmless: the refund is stored under it before the provider is asked, and is asked for under one key however
   * often this is called; another decision has another id. Refunds of a payment are never more than was captured, whoever
   * asks at the same moment. `pending` and `unknown` ones are settled by webhook or sweep, and told to the listener.
   */
  refund(command: RefundCommand): Promise<RefundResult>;

  /** Verifies a provider's webhook on its raw body and stores it once. Answer 200 for `stored` and `duplicate`, 400 for `refused`. */
  receiveProviderEvent(webhook: {
    readonly provider: ProviderName;
    readonly rawBody: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
  }): Promise<ReceivedEvent>;

  /** Applies a stored event: reads the truth at the provider and settles the attempt. Rejects when the provider is silent, so that the job runs again. */
  applyProviderEvent(eventId: string): Promise<void>;

  /**
   * Finds what nothing else settled: reads unknown attempts again on a schedule, fences what may no longer take money,
   * applies stored events that no job applied, and repeats announcements the listener has not taken.
   */
  sweep(): Promise<SweepReport>;
}

export type OfferRequest = {
  /** The checkout's id; null where there is none yet. */
  readonly reference: string | null;
  readonly amount: Money;
  /** Path of the locale ("de-de"). */
  readonly locale: string;
  /** Whom it will be billed to, as far as is known; ISO 3166-1 alpha-2. */
  readonly billingCountry?: string | undefined;
  /** Providers that cannot serve this shopper now. */
  readonly without?: readonly ProviderName[] | undefined;
};

export type OfferedMethods = {
  /** Providers whose card fields may be shown, best first: mount the first, take the next when it does not load. Empty: cards are not offered. */
  readonly cards: readonly ProviderName[];
  readonly paypal: boolean;
  readonly decision: RoutingDecision;
};

export type PayCommand = {
  /** The checkout's id. */
  readonly reference: string;
  /** More than zero. */
  readonly amount: Money;
  readonly instrument: Instrument;
  /** Where a bank's own page sends the shopper back to. */
  readonly returnUrl: string;
  /** Shown to operators at the provider. */
  readonly description: string;
  readonly email: string;
  readonly delivery: PaymentAddress | null;
  /** Null or absent: the same as the delivery address, or not asked for. */
  readonly billing?: PaymentAddress | null | undefined;
  /** BCP 47 tag of the page ("de-DE"); English when absent. */
  readonly languageTag?: string | undefined;
  /** What our own server saw of the browser; the providers' risk engines ask for it. */
  readonly shopper?: ShopperContext | undefined;
  /** What is paid for, as far as the risk score looks at it. */
  readonly basket?: PaidBasket | undefined;
};

export type PaidBasket = {
  /** Pieces of the thing that is bought most of. */
  readonly highestQuantity: number;
  /** Nothing in it is delivered to an address. */
  readonly digital: boolean;
};

export type PaymentAddress = {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  /** Subdivision code without the country ("CA"). */
  readonly zone?: string | undefined;
  readonly postcode?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
};

export type PaymentStatus = {
  /** The newest attempt's outcome; null when nothing was ever tried. A voided or expired attempt counts as declined. */
  readonly outcome: PaymentOutcome | null;
  readonly since: Date | null;
  /** Stock must be held while this is true. */
  readonly canStillTakeMoney: boolean;
  readonly authorized: Money | null;
  readonly captured: Money | null;
};

export type CaptureResult =
  | { readonly kind: "captured"; readonly amount: Money }
  | { readonly kind: "nothing-to-capture" }
  | { readonly kind: "refused"; readonly code: string; readonly operatorMessage: string }
  | { readonly kind: "unknown" | "unreachable"; readonly operatorMessage: string };

export type VoidResult =
  /** Nothing can take money (any more). */
  | { readonly kind: "voided" }
  /** Too late: refund instead. */
  | { readonly kind: "captured"; readonly amount: Money }
  /** Not proven: call again later, hold the stock. */
  | { readonly kind: "unknown" };

export type RefundCommand = BeginRefundRequest;

export type RefundResult =
  /** `pending`: the provider took note of it, and tells later. */
  | { readonly kind: "refunded" | "pending"; readonly amount: Money }
  /** Nothing is given back. */
  | { readonly kind: "refused"; readonly code: string; readonly operatorMessage: string }
  /** Not learnt: ask again with the same command. */
  | { readonly kind: "unknown"; readonly operatorMessage: string };

export type ReceivedEvent =
  /** Our ids of the events in it that are new, to be applied one by one. */
  | { readonly kind: "stored"; readonly eventIds: readonly string[] }
  /** All of them were stored before. */
  | { readonly kind: "duplicate"; readonly eventIds: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string };

export type SweepReport = {
  readonly read: number;
  readonly settled: number;
  readonly eventsApplied: number;
  readonly announced: number;
  readonly refundsSettled: number;
  readonly stillUnknown: number;
};

/** What the listener is told, in order per payment, at least once; by whichever of browser, webhook and sweeper learnt it first. */
export type PaymentNews =
  | {
      readonly kind: "authorized";
      readonly reference: string;
      readonly attemptId: string;
      readonly provider: ProviderName;
      readonly amount: Money;
      readonly card: CardSummary | null;
    }
  /** The attempt ended without money and cannot take any. */
  | {
      readonly kind: "declined";
      readonly reference: string;
      readonly attemptId: string;
      readonly decline: Decline;
    }
  /** The same, and another provider takes the payment: it was unable, or declined what may be asked elsewhere. No words of failure are due. */
  | {
      readonly kind: "another-method-wanted";
      readonly reference: string;
      readonly attemptId: string;
      readonly provider: ProviderName;
    }
  | {
      readonly kind: "captured";
      readonly reference: string;
      readonly attemptId: string;
      readonly amount: Money;
    }
  /** An authorisation was given up before capture: by `void`, or because it lapsed (`expired`). */
  | {
      readonly kind: "voided" | "expired";
      readonly reference: string;
      readonly attemptId: string;
      readonly amount: Money;
    }
  /** A dispute took money away from us, or gave it back. */
  | {
      readonly kind: "dispute-withdrawn" | "dispute-returned";
      readonly reference: string;
      readonly attemptId: string;
      readonly provider: ProviderName;
      readonly disputeReference: string;
      /** Of the event that told it: each moves money once. */
      readonly stepId: string;
      readonly amount: Money;
    }
  /** Money went back to the shopper; `refund-returned`: and came back from their bank. */
  | {
      readonly kind: "refunded" | "refund-returned";
      readonly reference: string;
      readonly attemptId: string;
      readonly provider: ProviderName;
      readonly refundId: string;
      readonly amount: Money;
    };

/** Told before `pay`, `continuePayment`, `capture`, `void` and `applyProviderEvent` return; when it rejects, the sweep tells it again. */
export interface PaymentListener {
  paymentChanged(news: PaymentNews): Promise<void>;
  /** A provider has written its own account of a day ("2026-11-20"); told once, by whoever applies the webhook. */
  reportWritten?(provider: ProviderName, day: string): Promise<void>;
}
