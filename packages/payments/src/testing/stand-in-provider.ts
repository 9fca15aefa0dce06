import type { Money } from "@evertill/money";
import type { CardSummary, Decline } from "../outcome.ts";
import type { Instrument } from "../payment-method.ts";
import type {
  Call,
  Facts,
  Heard,
  ParsedWebhook,
  PaymentProvider,
  RefundFacts,
  RefundReading,
} from "../provider.ts";

/** What can befall one request. */
export type Fault =
  | "none"
  /** No connection: nothing arrives. */
  | "not-sent"
  /** It arrives and is done, and the answer is lost. */
  | "answer-lost"
  /** It never arrives, and nobody can tell. */
  | "request-lost"
  /** It arrives long after we gave up. */
  | "late"
  /** Another with the same key is said to be running. */
  | "in-progress"
  /** Refused before anything was done (429). */
  | "refused";

export type StandInPayment = {
  readonly id: string;
  readonly reference: string;
  readonly amount: Money;
  status: "open" | "challenge" | "authorized" | "captured" | "declined" | "canceled";
  refundedMinor: number;
};

type StandInEvent = { readonly id: string; readonly payment: string; readonly heard?: Heard };

export const standInDecline: Decline = {
  class: "generic",
  code: "generic_decline",
  mayRetry: false,
  shopperMessage: "try-another-card",
  operatorMessage: "The issuer declined without a reason.",
};

/**
 * A provider in memory that keeps its own books, by which tests judge ours. What a card does is in its token:
 * `ctoken_ok…`, `ctoken_decline…`, `ctoken_challenge…`.
 */
export class StandInProvider implements PaymentProvider {
  readonly name = "stripe";
  readonly declinedStaysOpen = true;
  readonly continueAction = null;
  readonly payments = new Map<string, StandInPayment>();
  /** What came of each refund, by our id of it. */
  readonly refunds = new Map<string, RefundFacts>();
  readonly calls: { readonly operation: string; readonly key: string }[] = [];
  readonly #decide: (operation: string) => Fault;
  readonly #answers = new Map<string, Call<never>>();
  #late: (() => void)[] = [];

  constructor(decide: (operation: string) => Fault = () => "none") {
    this.#decide = decide;
  }

  refusesAmount(): string | null {
    return null;
  }

  /** What is known of the next cards before they are asked for. */
  knownCard: CardSummary | null = null;

  async cardOf() {
    return this.knownCard;
  }

  prepare({ key, reference, amount }: Parameters<PaymentProvider["prepare"]>[0]) {
    return this.#ask<{ providerReference: string }>("create", key, () => {
      const id = `pi_${reference}_${this.payments.size + 1}`;
      this.payments.set(id, { id, reference, amount, status: "open", refundedMinor: 0 });
      return { kind: "answered", answer: { providerReference: id } };
    });
  }

  authorize({ key, providerReference, instrument }: Parameters<PaymentProvider["authorize"]>[0]) {
    return this.#ask<Facts>("confirm", key, () => {
      const payment = this.#payment(providerReference);
      if (payment.status === "open") payment.status = outcomeOfToken(tokenOf(instrument));
      return this.#facts(payment);
    });
  }

  retrieve({ providerReference }: Parameters<PaymentProvider["retrieve"]>[0]) {
    return this.#ask<Facts>("retrieve", null, () => this.#facts(this.#payment(providerReference)));
  }

  fence({ key, providerReference }: Parameters<PaymentProvider["fence"]>[0]) {
    return this.#ask<Facts>("cancel", key, () => {
      const payment = this.#payment(providerReference);
      if (payment.status !== "captured") payment.status = "canceled";
      return this.#facts(payment);
    });
  }

  capture({ key, providerReference }: Parameters<PaymentProvider["capture"]>[0]) {
    return this.#ask<Facts>("capture", key, () => {
      const payment = this.#payment(providerReference);
      if (payment.status === "authorized") payment.status = "captured";
      return this.#facts(payment);
    });
  }

  refund({ key, providerReference, refundId, amount }: Parameters<PaymentProvider["refund"]>[0]) {
    return this.#ask<RefundFacts>("refund", key, () => {
      const payment = this.#payment(providerReference);
      if (payment.refundedMinor + amount.amountMinor > payment.amount.amountMinor) {
        return { kind: "refused", code: "charge_already_refunded", operatorMessage: "already refunded" };
      }
      payment.refundedMinor += amount.amountMinor;
      const answer: RefundFacts = { kind: "refunded", amount, refundReference: `re_${refundId}` };
      this.refunds.set(refundId, answer);
      return { kind: "answered", answer };
    });
  }

  findRefund({ refundId }: Parameters<PaymentProvider["findRefund"]>[0]): Promise<RefundReading> {
    return this.#ask("findRefund", null, () => {
      const answer = this.refunds.get(refundId) ?? ({ kind: "absent" } as const);
      return { kind: "answered", answer };
    });
  }

  probe() {
    return this.#ask<null>("probe", null, () => ({ kind: "answered", answer: null }));
  }

  async parseWebhook({ rawBody }: Parameters<PaymentProvider["parseWebhook"]>[0]): Promise<ParsedWebhook> {
    const { id, payment, heard = null } = JSON.parse(rawBody) as StandInEvent;
    const event = { eventId: id, type: "payment.changed", providerReference: payment, heard };
    return { kind: "events", events: [event] };
  }

  /** The shopper answers the bank's challenge. */
  answerChallenge(id: string, passes: boolean): void {
    const payment = this.#payment(id);
    if (payment.status === "challenge") payment.status = passes ? "authorized" : "declined";
  }

  /** Requests that were under way arrive now. */
  deliverLate(): void {
    const arriving = this.#late;
    this.#late = [];
    for (const arrive of arriving) arrive();
  }

  /** What is held or was taken, and not given back. */
  liveCharges(reference: string): readonly StandInPayment[] {
    return [...this.payments.values()].filter(
      (payment) =>
        payment.reference === reference &&
        (payment.status === "authorized" ||
          (payment.status === "captured" && payment.refundedMinor < payment.amount.amountMinor)),
    );
  }

  async #ask<Answer>(
    operation: string,
    key: string | null,
    execute: () => Call<Answer>,
  ): Promise<Call<Answer>> {
    if (key !== null) this.calls.push({ operation, key });
    const once = () => (key === null ? execute() : this.#once(key, execute));
    const operatorMessage = `${operation} had no answer`;
    switch (this.#decide(operation)) {
      case "none":
        return once();
      case "not-sent":
        return { kind: "not-sent", operatorMessage };
      case "request-lost":
        return { kind: "unknown", operatorMessage };
      case "in-progress":
        return { kind: "in-progress", operatorMessage };
      case "refused":
        return { kind: "refused", code: "rate_limit", operatorMessage };
      case "answer-lost":
        once();
        return { kind: "unknown", operatorMessage };
      case "late":
        this.#late.push(once);
        return { kind: "unknown", operatorMessage };
    }
  }

  #once<Answer>(key: string, execute: () => Call<Answer>): Call<Answer> {
    const before = this.#answers.get(key);
    if (before) return before;
    const answer = execute();
    this.#answers.set(key, answer as Call<never>);
    return answer;
  }

  #payment(id: string): StandInPayment {
    const payment = this.payments.get(id);
    if (!payment) throw new Error(`The stand-in knows no payment ${id}`);
    return payment;
  }

  #facts({ status, amount }: StandInPayment): Call<Facts> {
    return { kind: "answered", answer: factsOfStatus(status, amount) };
  }
}

function factsOfStatus(status: StandInPayment["status"], amount: Money): Facts {
  const card = { brand: "visa", last4: "4242" };
  switch (status) {
    case "open":
      return { kind: "open" };
    case "challenge":
      return { kind: "requires-action", action: { provider: "stripe", clientSecret: "pi_stand_in" } };
    case "authorized":
      return { kind: "authorized", amount, card };
    case "captured":
      return { kind: "captured", amount, card };
    case "declined":
      return { kind: "declined", decline: standInDecline };
    case "canceled":
      return { kind: "canceled" };
  }
}

function tokenOf(instrument: Instrument): string {
  if (instrument.provider !== "stripe") throw new Error("The stand-in takes confirmation tokens");
  return instrument.confirmationToken;
}

function outcomeOfToken(token: string): StandInPayment["status"] {
  if (token.startsWith("ctoken_decline")) return "declined";
  return token.startsWith("ctoken_challenge") ? "challenge" : "authorized";
}
