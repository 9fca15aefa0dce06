import type { Money } from "@evertill/money";
import type {
  AuthorizeRequest,
  Call,
  ContinueRequest,
  Facts,
  FenceRequest,
  OperationRequest,
  ParsedWebhook,
  PaymentProvider,
  Prepared,
  PrepareRequest,
  ProviderName,
  Heard,
  Reading,
  RefundFacts,
  RefundReading,
  RefundRequest,
  RefundThere,
  Webhook,
} from "../../provider.ts";
import type { Random } from "../random.ts";
import { isHeld, type Ledger, type LedgerEntry } from "./ledger.ts";
import { behaviourOf, type Behaviour, declineOf } from "./shopper-card.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { Weather } from "./weather.ts";

/** Where the three differ, as far as payments must know. */
type Manner = {
  /** Whether it can be read. Without, its webhooks say what they mean. */
  readonly reads: boolean;
  /** A fence is only taken note of, and so is a capture or a refund. */
  readonly asynchronous: boolean;
  /** Known by a reference of ours, which costs no request. */
  readonly preparesLocally: boolean;
  /** Asking for the money makes an action first, without a request. */
  readonly isWallet: boolean;
  readonly continues: boolean;
  readonly declinedStaysOpen: boolean;
};

const manners: Readonly<Record<ProviderName, Manner>> = {
  stripe: {
    reads: true,
    asynchronous: false,
    preparesLocally: false,
    isWallet: false,
    continues: false,
    declinedStaysOpen: true,
  },
  adyen: {
    reads: false,
    asynchronous: true,
    preparesLocally: true,
    isWallet: false,
    continues: true,
    declinedStaysOpen: false,
  },
  paypal: {
    reads: true,
    asynchronous: false,
    preparesLocally: false,
    isWallet: true,
    continues: true,
    declinedStaysOpen: false,
  },
};

const deadlinesMs = {
  prepare: 2_000,
  authorize: 8_000,
  continueAction: 8_000,
  retrieve: 2_000,
  findRefund: 2_000,
  fence: 3_500,
};
const usualDeadlineMs = 8_000;
/** From so late on a request may reach a provider whose word that nothing had come was believed: after five minutes, by clocks that are two apart. */
const stragglesFromMs = 3 * 60_000;

export type SimulatedWorld = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly weather: Pick<Weather, "wire">;
  readonly ledger: Ledger;
  /** Carries a webhook's body to our door. */
  readonly post: (provider: ProviderName, rawBody: string) => void;
  /** Hears of each request that was left without an answer of the provider's own. */
  readonly unanswered?: (provider: ProviderName) => void;
  /** How long a request that seems lost is on its way; null: for ever. */
  readonly holdUpMs?: (provider: ProviderName, operation: string) => number | null;
};

/**
 * A provider with books of its own and the manners of one of the three, reached over a wire that the weather plays with.
 * What a request did is decided when it arrives, whether or not anybody still listens for the answer.
 */
export class SimulatedProvider implements PaymentProvider {
  readonly name: ProviderName;
  readonly continueAction: PaymentProvider["continueAction"];
  readonly declinedStaysOpen: boolean;
  readonly #world: SimulatedWorld;
  readonly #manner: Manner;
  readonly #running = new Set<string>();
  readonly #answers = new Map<string, Call<never>>();
  readonly #behaviours = new Map<string, Behaviour>();
  readonly #refunds = new Map<string, RefundFacts>();
  /** Declined softly, and open for another try. */
  readonly #refused = new Set<LedgerEntry>();
  #made = 0;
  #told = 0;
  #cancels = 0;

  constructor(name: ProviderName, world: SimulatedWorld) {
    this.name = name;
    this.#world = world;
    this.#manner = manners[name];
    this.declinedStaysOpen = this.#manner.declinedStaysOpen;
    this.continueAction = this.#manner.continues ? (request) => this.#continue(request) : null;
  }

  refusesAmount(): string | null {
    return null;
  }

  async cardOf(): Promise<null> {
    return null;
  }

  async prepare(request: PrepareRequest): Promise<Call<Prepared>> {
    if (this.#manner.preparesLocally) return answered({ providerReference: request.attemptId });
    return this.#ask("prepare", request.key, () => {
      const { providerReference } = this.#make(request, null);
      return answered({ providerReference });
    });
  }

  async authorize(request: AuthorizeRequest): Promise<Call<Facts>> {
    const { providerReference, instrument, key } = request;
    this.#behaviours.set(providerReference, behaviourOf(instrument));
    if (this.#manner.isWallet) {
      return answered({
        kind: "requires-action",
        action: { provider: "paypal", orderId: providerReference },
      });
    }
    const challenged = request.authentication.ask === "challenge";
    const deadlineMs = request.withinMs ?? deadlinesMs.authorize;
    const execute = (isStraggler = false) => {
      const entry = this.#manner.preparesLocally
        ? this.#make(request, providerReference, isStraggler)
        : this.#entry(providerReference);
      if (entry.status === "open") this.#decide(entry, challenged);
      return answered(this.#facts(entry));
    };
    return this.#ask("authorize", key, execute, deadlineMs);
  }

  async retrieve({ providerReference }: { readonly providerReference: string }): Promise<Reading> {
    if (!this.#manner.reads) return { kind: "unreadable", operatorMessage: "there is nothing to read" };
    return this.#ask("retrieve", null, () => answered(this.#facts(this.#entry(providerReference))));
  }

  async fence(request: FenceRequest): Promise<Call<Facts>> {
    const { providerReference, key, askedWith } = request;
    if (this.#manner.asynchronous) {
      return this.#ask("fence", key, () => {
        const { time, random } = this.#world;
        this.#cancels += 1;
        const cancel = `${this.name}-cancel-${this.#cancels}`;
        time.after(500 + random.next() * 20_000, () => this.#technicalCancel(providerReference, cancel));
        return answered({ kind: "processing", details: { cancel } });
      });
    }
    return this.#ask("fence", key, () => {
      const entry = this.#entry(providerReference);
      // Asked again with its own key it happens now or never, and is then voided.
      const asked = this.#manner.isWallet ? askedWith.continueAction : null;
      if (asked !== null) this.#once(asked, () => this.#finish(entry));
      if (entry.status !== "captured") this.#turn(entry, "canceled");
      return answered(this.#facts(entry));
    });
  }

  capture({ providerReference, key }: OperationRequest & { readonly amount: Money }): Promise<Call<Facts>> {
    return this.#ask<Facts>("capture", key, () => {
      const entry = this.#holding(providerReference);
      if (!entry) return answered({ kind: "canceled" });
      if (entry.status === "authorized") this.#turn(entry, "captured");
      return answered(this.#manner.asynchronous ? { kind: "processing" } : this.#facts(entry));
    });
  }

  refund({ key, providerReference, refundId, amount }: RefundRequest): Promise<Call<RefundFacts>> {
    return this.#ask("refund", key, () => {
      const entry = this.#holding(providerReference);
      if (!entry || entry.refundedMinor + amount.amountMinor > entry.amount.amountMinor) {
        return { kind: "refused", code: "already_refunded", operatorMessage: "nothing is left to refund" };
      }
      entry.refundedMinor += amount.amountMinor;
      if (!isHeld(entry)) this.#free(entry);
      const done: RefundFacts = { kind: "refunded", amount, refundReference: `${entry.id}-${refundId}` };
      this.#refunds.set(refundId, done);
      this.#tell("REFUND", providerReference, { kind: "refund", refundId, facts: done });
      return answered(this.#manner.asynchronous ? { ...done, kind: "pending" } : done);
    });
  }

  async findRefund({ refundId }: RefundThere): Promise<RefundReading> {
    if (!this.#manner.reads) return { kind: "unreadable", operatorMessage: "there is nothing to read" };
    return this.#ask("findRefund", null, () =>
      answered(this.#refunds.get(refundId) ?? ({ kind: "absent" } as const)),
    );
  }

  probe(): Promise<Call<null>> {
    return this.#ask("probe", null, () => answered(null));
  }

  async parseWebhook({ rawBody }: Webhook): Promise<ParsedWebhook> {
    return { kind: "events", events: [JSON.parse(rawBody)] };
  }

  /** The shopper does what the bank or the wallet wants of them. */
  act(providerReference: string): void {
    const entry = this.#entries(providerReference).at(-1);
    if (!entry) return;
    if (this.#manner.isWallet && entry.status === "open") this.#turn(entry, "approved");
    // Its script tells it; elsewhere we have to.
    if (entry.status === "challenge" && !this.#manner.continues) this.#answerChallenge(entry);
  }

  #continue({ providerReference, key }: ContinueRequest): Promise<Call<Facts>> {
    return this.#ask<Facts>("continueAction", key, () => {
      const entry = this.#entries(providerReference).at(-1);
      return entry ? this.#finish(entry) : answered({ kind: "canceled" });
    });
  }

  #finish(entry: LedgerEntry): Call<Facts> {
    if (entry.status === "challenge") this.#answerChallenge(entry);
    if (entry.status === "approved") {
      const passes = this.#behaviour(entry) !== "decline" && this.#behaviour(entry) !== "hard";
      this.#turn(entry, passes ? "authorized" : "declined");
    }
    return answered(this.#facts(entry));
  }

  #answerChallenge(entry: LedgerEntry): void {
    this.#turn(entry, this.#behaviour(entry) === "challenge-failed" ? "declined" : "authorized");
  }

  #decide(entry: LedgerEntry, challenged: boolean): void {
    const behaviour = this.#behaviour(entry);
    if (behaviour === "decline" || behaviour === "hard") return this.#turn(entry, "declined");
    // A soft decline leaves the object open where it stays one, and ends it elsewhere.
    if (behaviour === "soft" && !challenged) {
      if (!this.#manner.preparesLocally) return void this.#refused.add(entry);
      return this.#turn(entry, "declined");
    }
    this.#refused.delete(entry);
    this.#turn(entry, behaviour === "ok" ? "authorized" : "challenge");
  }

  #technicalCancel(providerReference: string, cancel: string): void {
    const standing = this.#entries(providerReference).filter(
      ({ status }) => status === "authorized" || status === "challenge" || status === "canceled",
    );
    for (const entry of standing.filter(({ status }) => status !== "canceled")) {
      entry.status = "canceled";
      this.#free(entry);
    }
    if (standing.length > 0) return this.#tell("TECHNICAL_CANCEL", providerReference, { kind: "canceled" });
    this.#tell("TECHNICAL_CANCEL", providerReference, {
      kind: "operation-failed",
      operation: "cancel",
      code: "not_found",
      operatorMessage: "there is nothing to cancel",
      details: { cancel },
    });
  }

  #make(
    { attemptId, reference, amount }: PrepareRequest,
    providerReference: string | null,
    isStraggler = false,
  ): LedgerEntry {
    this.#made += 1;
    const id = `${this.name}-${this.#made}`;
    const entry: LedgerEntry = {
      id,
      provider: this.name,
      providerReference: providerReference ?? id,
      reference,
      attemptId,
      amount,
      status: "open",
      refundedMinor: 0,
      isStraggler,
      freedMs: null,
    };
    this.#world.ledger.entries.push(entry);
    return entry;
  }

  #turn(entry: LedgerEntry, status: LedgerEntry["status"]): void {
    if (entry.status === status) return;
    entry.status = status;
    if (status === "authorized") this.#world.ledger.holds(entry);
    if (status === "canceled") this.#free(entry);
    if (status === "challenge") return;
    const facts = this.#facts(entry);
    this.#tell(status, entry.providerReference, facts);
  }

  #free(entry: LedgerEntry): void {
    entry.freedMs = this.#world.time.nowMs;
  }

  #tell(type: string, providerReference: string, told: Heard): void {
    this.#told += 1;
    const heard = this.#manner.reads && told.kind !== "refund" ? this.#stateOf(told) : told;
    const event = { eventId: `${this.name}-event-${this.#told}`, type, providerReference, heard };
    this.#world.post(this.name, JSON.stringify(event));
  }

  /** As Stripe's events hold their PaymentIntent, without what else it is known by; PayPal's are a hint only. */
  #stateOf(told: Exclude<Heard, { kind: "refund" }>): Heard | null {
    const { details: _, ...state } = { details: undefined, ...told };
    return this.name === "stripe" ? state : null;
  }

  #facts(entry: LedgerEntry): Facts {
    const { status, amount, id } = entry;
    const details = { id };
    const card = { brand: "visa", last4: "4242" };
    switch (status) {
      case "open":
        if (this.#manner.isWallet) return { kind: "requires-action", action: this.#action(entry) };
        return this.#refused.has(entry)
          ? { kind: "declined", decline: declineOf("soft"), details }
          : { kind: "open" };
      case "approved":
        return { kind: "approved" };
      case "challenge":
        return { kind: "requires-action", action: this.#action(entry), details };
      case "authorized":
      case "captured":
        return { kind: status, amount, card, details };
      case "declined":
        return { kind: "declined", decline: declineOf(this.#behaviour(entry)), details };
      case "canceled":
        return { kind: "canceled" };
    }
  }

  #action({ providerReference }: LedgerEntry) {
    switch (this.name) {
      case "stripe":
        return { provider: "stripe", clientSecret: providerReference } as const;
      case "adyen":
        return { provider: "adyen", action: { paymentData: providerReference } } as const;
      case "paypal":
        return { provider: "paypal", orderId: providerReference } as const;
    }
  }

  async #ask<Answer>(
    operation: string,
    key: string | null,
    execute: (isStraggler?: boolean) => Call<Answer>,
    deadlineMs = deadlinesMs[operation as keyof typeof deadlinesMs] ?? usualDeadlineMs,
  ): Promise<Call<Answer>> {
    const call = await this.#carry(operation, key, execute, deadlineMs);
    const isItsOwn = call.kind === "answered" || (call.kind === "refused" && call.code !== tooMany);
    if (!isItsOwn) this.#world.unanswered?.(this.name);
    return call;
  }

  async #carry<Answer>(
    operation: string,
    key: string | null,
    execute: (isStraggler?: boolean) => Call<Answer>,
    deadlineMs: number,
  ): Promise<Call<Answer>> {
    const { time, random, weather } = this.#world;
    const once = () => (key === null ? execute() : this.#once(key, execute));
    const lost: Call<Answer> = { kind: "unknown", operatorMessage: `${operation} had no answer` };
    const wayMs = 40 + random.next() * 260;
    if (key !== null && this.#running.has(key)) return busy;
    const fault =
      operation === "probe" ? weather.wire(this.name, "probe") : weather.wire(this.name, operation);
    switch (fault) {
      case "none":
        await time.sleep(wayMs);
        return this.#answering(once(), time.sleep(wayMs / 2));
      case "not-sent":
        return { kind: "not-sent", operatorMessage: "no connection" };
      case "request-lost": {
        const heldUpMs = this.#world.holdUpMs?.(this.name, operation) ?? null;
        const arrive = () => execute(heldUpMs !== null && heldUpMs >= stragglesFromMs);
        if (heldUpMs !== null) time.after(heldUpMs, () => this.#once(key ?? "", arrive));
        await time.sleep(deadlineMs);
        return lost;
      }
      case "accept-then-hang":
        time.after(wayMs, once);
        await time.sleep(deadlineMs);
        return lost;
      case "accept-then-reset":
      case "accept-then-500":
      case "cut-body":
        await time.sleep(wayMs);
        once();
        return lost;
      case "slow": {
        const slowMs = 3_000 + random.next() * 17_000;
        if (slowMs > deadlineMs) time.after(slowMs, once);
        await time.sleep(Math.min(slowMs, deadlineMs));
        return slowMs > deadlineMs ? lost : once();
      }
      case "429":
        await time.sleep(wayMs);
        return { kind: "refused", code: tooMany, operatorMessage: "too many requests" };
      case "409":
        // An earlier request with this key, one of our own SDK's say, is still at work at a slow bank.
        if (key !== null) this.#running.add(key);
        time.after(1_000 + random.next() * 25_000, () => {
          this.#running.delete(key ?? "");
          once();
        });
        await time.sleep(wayMs);
        return busy;
    }
  }

  async #answering<Answer>(answer: Call<Answer>, way: Promise<void>): Promise<Call<Answer>> {
    await way;
    return answer;
  }

  #once<Answer>(key: string, execute: () => Call<Answer>): Call<Answer> {
    const before = this.#answers.get(key);
    if (before) return before;
    const answer = execute();
    this.#answers.set(key, answer as Call<never>);
    return answer;
  }

  #behaviour({ providerReference }: LedgerEntry): Behaviour {
    return this.#behaviours.get(providerReference) ?? "ok";
  }

  #entries(providerReference: string): LedgerEntry[] {
    return this.#world.ledger.entries.filter(
      (entry) => entry.provider === this.name && entry.providerReference === providerReference,
    );
  }

  #entry(providerReference: string): LedgerEntry {
    const entry = this.#entries(providerReference).at(-1);
    if (!entry) throw new Error(`${this.name} knows no payment ${providerReference}`);
    return entry;
  }

  #holding(providerReference: string): LedgerEntry | undefined {
    return this.#entries(providerReference).find(
      ({ status }) => status === "authorized" || status === "captured",
    );
  }
}

const tooMany = "rate_limit";
const busy = { kind: "in-progress", operatorMessage: "another request with this key is at work" } as const;

function answered<Answer>(answer: Answer): Call<Answer> {
  return { kind: "answered", answer };
}
