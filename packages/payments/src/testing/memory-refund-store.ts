import { money } from "@evertill/money";
import type { Clock } from "../clock.ts";
import type { PaymentNews } from "../payments.ts";
import { mayRefundGo, type Refund, type RefundStep } from "../refund/refund.ts";
import type { BeginRefundRequest, BegunRefund, RefundStore } from "../refund-store.ts";
import type { MemoryAttempts } from "./memory-attempt-store.ts";

/** {@link RefundStore} with Postgres's guards, in memory, beside the attempts of the same simulated database. */
export class MemoryRefundStore implements RefundStore {
  readonly #data: MemoryAttempts;
  readonly #clock: Clock;

  constructor(data: MemoryAttempts, clock: Clock) {
    this.#data = data;
    this.#clock = clock;
  }

  async begin({ reference, refundId, amount, reason }: BeginRefundRequest): Promise<BegunRefund> {
    const attempt = [...this.#data.rows.values()].find(
      (row) => row.reference === reference && row.state === "captured",
    );
    if (attempt?.state !== "captured") return { kind: "not-captured" };
    const before = this.#data.refunds.get(refundId)?.refund;
    if (before) {
      const isSame = before.attemptId === attempt.id && before.amount.amountMinor === amount.amountMinor;
      return isSame ? { kind: "again", refund: before } : { kind: "other-data" };
    }
    const asked = [...this.#data.refunds.values()]
      .map(({ refund }) => refund)
      .filter(({ attemptId, state }) => attemptId === attempt.id && state !== "refused");
    const leftMinor = asked.reduce(
      (rest, { amount: of }) => rest - of.amountMinor,
      attempt.captured.amountMinor,
    );
    if (amount.amountMinor <= 0 || amount.amountMinor > leftMinor) {
      return { kind: "out-of-range", left: money(leftMinor, amount.currency) };
    }
    const now = this.#clock.now();
    const refund: Refund = {
      id: refundId,
      attemptId: attempt.id,
      reference,
      amount,
      reason,
      state: "requested",
      since: now,
      providerReference: null,
      refusal: null,
      requestedAt: now,
      reads: 0,
    };
    this.#data.refunds.set(refundId, { refund, nextReadMs: now.getTime() + 30_000 });
    return { kind: "begun", refund };
  }

  async find(refundId: string) {
    return this.#data.refunds.get(refundId)?.refund ?? null;
  }

  async move(refund: Refund, to: RefundStep, _cause: string, news: PaymentNews | null) {
    if (!mayRefundGo(refund.state, to.state)) {
      throw new Error(`A refund cannot go from ${refund.state} to ${to.state}`);
    }
    const current = this.#data.refunds.get(refund.id)?.refund;
    if (current?.state !== refund.state) return null;
    const now = this.#clock.now();
    const { state, providerReference = current.providerReference, refusal = null } = to;
    const moved: Refund = { ...current, state, since: now, reads: 0, providerReference, refusal };
    this.#data.refunds.set(refund.id, { refund: moved, nextReadMs: now.getTime() + 30_000 });
    if (news !== null)
      this.#data.news.push({ id: String(this.#data.news.length + 1), news, announced: false });
    return moved;
  }

  async findDue(limit: number) {
    const nowMs = this.#clock.now().getTime();
    return [...this.#data.refunds.values()]
      .filter(
        ({ refund, nextReadMs }) =>
          refund.state !== "refunded" && refund.state !== "refused" && nextReadMs <= nowMs,
      )
      .map(({ refund }) => refund)
      .slice(0, limit);
  }

  async scheduleRead({ id }: Refund, at: Date) {
    const row = this.#data.refunds.get(id);
    if (row)
      this.#data.refunds.set(id, {
        refund: { ...row.refund, reads: row.refund.reads + 1 },
        nextReadMs: at.getTime(),
      });
  }
}
