import type { Money } from "@evertill/money";
import type { Attempt, AttemptState, FenceReason } from "../attempt/attempt.ts";
import { isLive, mayGo } from "../attempt/transitions.ts";
import type {
  AttemptStore,
  BeginRequest,
  MovedBy,
  NewEvent,
  OperatorTask,
  StoredEvent,
  StoredNews,
} from "../attempt-store.ts";
import type { Clock } from "../clock.ts";
import { idempotencyKey, type Operation } from "../key.ts";
import type { PaymentNews } from "../payments.ts";
import type { ProviderName } from "../provider.ts";
import type { Refund } from "../refund/refund.ts";

type Row = Attempt & {
  readonly digest: string;
  readonly nextReadMs: number;
  readonly reversal: "none" | "wanted" | "done";
};
type OperationRow = {
  readonly attemptId: string;
  readonly operation: Operation;
  key: string;
  number: number;
  readonly startedAt: Date;
  result: string | null;
};
type NewsRow = StoredNews & { announced: boolean };
type EventRow = StoredEvent & { readonly receivedMs: number };

/** What all processes of one simulated database share. */
export class MemoryAttempts {
  readonly rows = new Map<string, Row>();
  readonly operations: OperationRow[] = [];
  readonly news: NewsRow[] = [];
  readonly events = new Map<string, EventRow>();
  readonly tasks: OperatorTask[] = [];
  readonly refunds = new Map<string, { readonly refund: Refund; readonly nextReadMs: number }>();
  /** What Postgres forbids and this database lets pass, for tests that must find out. */
  readonly lax: "one-live-attempt" | null;

  constructor(lax: MemoryAttempts["lax"] = null) {
    this.lax = lax;
  }
}

/** {@link AttemptStore} with Postgres's guards, in memory; ids count up, so that a run repeats. */
export class MemoryAttemptStore implements AttemptStore {
  readonly #data: MemoryAttempts;
  readonly #clock: Clock;

  constructor(data: MemoryAttempts, clock: Clock) {
    this.#data = data;
    this.#clock = clock;
  }

  async begin({
    reference,
    provider,
    amount,
    instrumentDigest,
    billingCountry = null,
  }: BeginRequest): Promise<Attempt | null> {
    const before = this.#of(reference);
    const oneLive = this.#data.lax !== "one-live-attempt";
    const isTaken = before.some(
      (row) => (oneLive && isLive(row)) || (row.provider === provider && row.digest === instrumentDigest),
    );
    if (isTaken) return null;
    const now = this.#clock.now();
    const number = before.length + 1;
    const row: Row = {
      state: "created",
      id: `${reference}-${number}`,
      paymentId: `payment-${reference}`,
      reference,
      number,
      provider,
      amount,
      billingCountry,
      providerReference: null,
      providerDetails: {},
      fenceReason: null,
      since: now,
      createdAt: now,
      reads: 0,
      digest: instrumentDigest,
      nextReadMs: now.getTime() + 30_000,
      reversal: "none",
    };
    this.#data.rows.set(row.id, row);
    return row;
  }

  async find(attemptId: string) {
    return this.#data.rows.get(attemptId) ?? null;
  }

  async findLive(reference: string) {
    return this.#of(reference).find((row) => isLive(row)) ?? null;
  }

  async findNewest(reference: string) {
    return this.#of(reference).at(-1) ?? null;
  }

  async findAll(reference: string) {
    return this.#of(reference);
  }

  async findByInstrument(reference: string, provider: ProviderName, digest: string) {
    return this.#of(reference).find((row) => row.provider === provider && row.digest === digest) ?? null;
  }

  async findByProviderReference(provider: ProviderName, providerReference: string) {
    const rows = [...this.#data.rows.values()];
    return (
      rows.find((row) => row.provider === provider && row.providerReference === providerReference) ?? null
    );
  }

  async move(attempt: Attempt, to: AttemptState, _cause: string, news: PaymentNews | null, by?: MovedBy) {
    if (!mayGo(attempt.state, to.state)) {
      throw new Error(`A payment attempt cannot go from ${attempt.state} to ${to.state}`);
    }
    if (by && "closes" in by) await this.closeOperation(by.closes.key, by.closes.result);
    const row = this.#row(attempt);
    if (row.state !== attempt.state || row.fenceReason !== attempt.fenceReason) return null;
    const now = this.#clock.now();
    if (by && "opens" in by)
      this.#data.operations.push({
        attemptId: row.id,
        ...by.opens,
        number: 1,
        startedAt: now,
        result: null,
      });
    const moved = { ...row, ...to, since: now, reads: 0, nextReadMs: now.getTime() + 30_000 } as Row;
    this.#data.rows.set(row.id, moved);
    if (news !== null)
      this.#data.news.push({ id: String(this.#data.news.length + 1), news, announced: false });
    return moved;
  }

  async setProviderReference(
    attempt: Attempt,
    { providerReference, details, key }: Parameters<AttemptStore["setProviderReference"]>[1],
  ) {
    await this.closeOperation(key, "answered");
    const row = this.#row(attempt);
    if (row.providerReference !== null && row.providerReference !== providerReference) return row;
    return this.#put({ ...row, providerReference, providerDetails: { ...row.providerDetails, ...details } });
  }

  async learnDetails(attempt: Attempt, details: Readonly<Record<string, string | null>>) {
    const row = this.#row(attempt);
    const merged = Object.entries({ ...row.providerDetails, ...details });
    const kept = merged.filter((entry): entry is [string, string] => entry[1] !== null);
    return this.#put({ ...row, providerDetails: Object.fromEntries(kept) });
  }

  async requestFence(attempt: Attempt, reason: FenceReason) {
    const row = this.#row(attempt);
    if (row.state !== attempt.state) return row;
    return this.#put({ ...row, fenceReason: row.fenceReason ?? reason });
  }

  async openOperation(attempt: Attempt, operation: Operation, _amount: Money | null) {
    const last = this.#newest(attempt, operation);
    const isOver = last?.result === "refused" || last?.result === "finished";
    if (last && !isOver) return { key: last.key, startedAt: last.startedAt, result: last.result };
    const { id, paymentId, provider, number: attemptNumber } = attempt;
    const number = (last?.number ?? 0) + 1;
    const key = idempotencyKey({ paymentId, provider, operation, attemptNumber, number });
    const startedAt = this.#clock.now();
    this.#data.operations.push({ attemptId: id, operation, key, number, startedAt, result: null });
    return { key, startedAt, result: null };
  }

  async newestKey(attempt: Attempt, operation: Operation) {
    return this.#newest(attempt, operation)?.key ?? null;
  }

  async closeOperation(key: string, result: string) {
    for (const operation of this.#data.operations) if (operation.key === key) operation.result = result;
  }

  async findDue(limit: number) {
    const nowMs = this.#clock.now().getTime();
    const open = ["created", "sent", "requires_action", "unknown"];
    return [...this.#data.rows.values()]
      .filter((row) => open.includes(row.state) || (row.state === "authorized" && row.fenceReason !== null))
      .filter((row) => row.nextReadMs <= nowMs)
      .sort((one, other) => one.nextReadMs - other.nextReadMs)
      .slice(0, limit);
  }

  async scheduleRead(attempt: Attempt, at: Date) {
    const row = this.#row(attempt);
    this.#put({ ...row, nextReadMs: at.getTime(), reads: row.reads + 1 });
  }

  async requestReversal(attempt: Attempt) {
    this.#put({ ...this.#row(attempt), reversal: "wanted" });
  }

  async markReversed(attempt: Attempt) {
    const row = this.#row(attempt);
    if (row.reversal === "wanted") this.#put({ ...row, reversal: "done" });
  }

  async findToReverse(limit: number) {
    return [...this.#data.rows.values()].filter(({ reversal }) => reversal === "wanted").slice(0, limit);
  }

  async findUnannounced(reference: string | null, limit: number) {
    const waiting = this.#data.news.filter(({ announced }) => !announced);
    return waiting.filter(({ news }) => reference === null || news.reference === reference).slice(0, limit);
  }

  async markAnnounced(id: string) {
    for (const row of this.#data.news) if (row.id === id) row.announced = true;
  }

  async saveEvent(event: NewEvent, { isApplied }: { readonly isApplied: boolean }) {
    const id = `${event.provider}:${event.eventId}`;
    if (this.#data.events.has(id)) return { id, stored: false };
    const now = this.#clock.now();
    const appliedAt = isApplied ? now : null;
    this.#data.events.set(id, { ...event, id, appliedAt, receivedMs: now.getTime() });
    return { id, stored: true };
  }

  async findEvent(id: string) {
    return this.#data.events.get(id) ?? null;
  }

  async markEventApplied(id: string) {
    const event = this.#data.events.get(id);
    if (event) this.#data.events.set(id, { ...event, appliedAt: event.appliedAt ?? this.#clock.now() });
  }

  async findUnappliedEvents(receivedBefore: Date, limit: number) {
    const waiting = [...this.#data.events.values()].filter(({ appliedAt }) => appliedAt === null);
    return waiting.filter(({ receivedMs }) => receivedMs <= receivedBefore.getTime()).slice(0, limit);
  }

  async openTask(task: OperatorTask) {
    const { tasks } = this.#data;
    if (!tasks.some(({ kind, subject }) => kind === task.kind && subject === task.subject)) tasks.push(task);
  }

  async countUnknown() {
    return [...this.#data.rows.values()].filter(({ state }) => state === "sent" || state === "unknown")
      .length;
  }

  #of(reference: string): Row[] {
    return [...this.#data.rows.values()].filter((row) => row.reference === reference);
  }

  #row({ id }: Attempt): Row {
    const row = this.#data.rows.get(id);
    if (!row) throw new Error(`Payment attempt ${id} does not exist`);
    return row;
  }

  #put(row: Row): Row {
    this.#data.rows.set(row.id, row);
    return row;
  }

  #newest({ id }: Attempt, operation: Operation): OperationRow | undefined {
    return this.#data.operations.findLast((row) => row.attemptId === id && row.operation === operation);
  }
}
