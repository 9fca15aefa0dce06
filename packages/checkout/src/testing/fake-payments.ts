import { randomUUID } from "node:crypto";
import type { Money } from "@evertill/money";
import type {
  Decline,
  Instrument,
  OfferedMethods,
  OfferRequest,
  PayCommand,
  PaymentListener,
  PaymentOutcome,
  Payments,
  VoidResult,
} from "@evertill/payments";

type Behaviour =
  | "authorize"
  | "decline"
  | "challenge"
  | "unable"
  | "unknown-then-authorized"
  | "unknown-then-declined"
  | "unknown";

type Attempt = {
  readonly id: string;
  readonly reference: string;
  readonly instrument: string;
  readonly amount: Money;
  state: "authorized" | "declined" | "unable" | "requires-action" | "unknown" | "voided";
  /** What an unknown one turns out to be once it is asked about. */
  truth: "authorized" | "declined" | "unknown";
};

export const declinedByBank: Decline = {
  class: "generic",
  code: "generic_decline",
  mayRetry: true,
  shopperMessage: "try-another-card",
  operatorMessage: "generic_decline",
};

/** Payments as their port promises them, with outcomes chosen by the token's name ("ctoken_decline_1"). */
export class FakePayments implements Pick<Payments, "offeredMethods" | "pay" | "continuePayment" | "void"> {
  readonly attempts: Attempt[] = [];
  /** What was asked about ways to pay. */
  readonly offers: OfferRequest[] = [];
  readonly commands: PayCommand[] = [];
  listener: PaymentListener = { paymentChanged: () => Promise.resolve() };
  /** Runs when paying begins, before the attempt exists anywhere. */
  beforeAsking: () => Promise<void> = () => Promise.resolve();
  /** Runs in the middle of paying, before the bank answers: where tests let the world change. */
  whilePaying: (attempt: Attempt) => Promise<void> = () => Promise.resolve();
  /** True: the process dies right after the bank said yes, before anybody hears of it. */
  crashAfterAuthorizing = false;
  /** True: the process dies before the bank is asked. */
  crashBeforeAsking = false;
  /** True: the listener is told nothing, as when its message is lost. */
  deaf = false;

  async offeredMethods(request: OfferRequest): Promise<OfferedMethods> {
    this.offers.push(request);
    await Promise.resolve();
    const decision = { policyVersion: "1", rule: "everywhere", cards: ["stripe"], paypal: false } as const;
    return { cards: decision.cards, paypal: false, decision: { ...decision, reasons: [] } };
  }

  async pay(command: PayCommand): Promise<PaymentOutcome> {
    const { reference, amount, instrument } = command;
    this.commands.push(command);
    if (this.crashBeforeAsking) throw new Error("the process died");
    const token = tokenOf(instrument);
    const same = this.attempts.find((attempt) => attempt.instrument === token);
    if (same) return this.outcomeOf(same);
    const open = this.live(reference);
    if (open) return this.outcomeOf(open);
    await this.beforeAsking();
    const behaviour = behaviourOf(token);
    const attempt: Attempt = {
      id: randomUUID(),
      reference,
      instrument: token,
      amount,
      state: stateAfter[behaviour],
      truth:
        behaviour === "unknown-then-authorized"
          ? "authorized"
          : behaviour === "unknown-then-declined"
            ? "declined"
            : "unknown",
    };
    this.attempts.push(attempt);
    await this.whilePaying(attempt);
    if (this.crashAfterAuthorizing) throw new Error("the process died");
    await this.tell(attempt);
    return this.outcomeOf(attempt);
  }

  async continuePayment(reference: string): Promise<PaymentOutcome | null> {
    const attempt = this.latest(reference);
    if (!attempt) return null;
    if (attempt.state === "unknown" && attempt.truth !== "unknown") attempt.state = attempt.truth;
    await this.tell(attempt);
    return this.outcomeOf(attempt);
  }

  async void(reference: string): Promise<VoidResult> {
    const attempt = this.live(reference);
    if (!attempt) return { kind: "voided" };
    if (attempt.state === "unknown") return { kind: "unknown" };
    attempt.state = "voided";
    await Promise.resolve();
    return { kind: "voided" };
  }

  /** The shopper answers the bank's question. */
  answerChallenge(reference: string, state: "authorized" | "declined"): void {
    const attempt = this.latest(reference);
    if (attempt?.state === "requires-action") attempt.state = state;
  }

  latest(reference: string): Attempt | undefined {
    return this.attempts.findLast((attempt) => attempt.reference === reference);
  }

  /** Attempts that hold money, which must never be more than one per checkout. */
  authorized(reference?: string): Attempt[] {
    return this.attempts.filter(
      (attempt) =>
        attempt.state === "authorized" && (reference === undefined || attempt.reference === reference),
    );
  }

  tell(attempt: Attempt): Promise<void> {
    if (this.deaf) return Promise.resolve();
    const { reference, id: attemptId, amount } = attempt;
    if (attempt.state === "authorized") {
      const card = { brand: "visa", last4: "4242" };
      return this.listener.paymentChanged({
        kind: "authorized",
        reference,
        attemptId,
        provider: "stripe",
        amount,
        card,
      });
    }
    if (attempt.state === "declined") {
      return this.listener.paymentChanged({
        kind: "declined",
        reference,
        attemptId,
        decline: declinedByBank,
      });
    }
    return Promise.resolve();
  }

  private live(reference: string): Attempt | undefined {
    return this.attempts.find(
      (attempt) =>
        attempt.reference === reference &&
        ["authorized", "requires-action", "unknown"].includes(attempt.state),
    );
  }

  private outcomeOf(attempt: Attempt): PaymentOutcome {
    const attemptId = attempt.id;
    switch (attempt.state) {
      case "authorized":
        return {
          kind: "authorized",
          attemptId,
          amount: attempt.amount,
          card: { brand: "visa", last4: "4242" },
        };
      case "requires-action":
        return {
          kind: "requires-action",
          attemptId,
          action: { provider: "stripe", clientSecret: `secret of ${attemptId}` },
        };
      case "unknown":
        return { kind: "unknown", attemptId };
      case "unable":
        return { kind: "another-method-wanted", attemptId, provider: "stripe" };
      case "declined":
      case "voided":
        return { kind: "declined", attemptId, decline: declinedByBank };
    }
  }
}

const stateAfter: Readonly<Record<Behaviour, Attempt["state"]>> = {
  authorize: "authorized",
  decline: "declined",
  challenge: "requires-action",
  unable: "unable",
  "unknown-then-authorized": "unknown",
  "unknown-then-declined": "unknown",
  unknown: "unknown",
};

function tokenOf(instrument: Instrument): string {
  if (instrument.provider !== "stripe") throw new Error("The fake takes confirmation tokens");
  return instrument.confirmationToken;
}

function behaviourOf(token: string): Behaviour {
  const name = token.replace(/^ctoken_/, "").replace(/_[^_]*$/, "");
  if (name in stateAfter) return name as Behaviour;
  throw new Error(`No behaviour is named "${name}"`);
}
