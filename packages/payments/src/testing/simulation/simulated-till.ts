import { createHash } from "node:crypto";
import type { Money } from "@evertill/money";
import type { PaymentNews, Payments } from "../../payments.ts";
import type { Random } from "../random.ts";
import type { Plant } from "./plants.ts";
import { shopFaults, type Tally } from "./tally.ts";

/** What the till remembers of one checkout, whichever process dies. */
export type Book = {
  readonly reference: string;
  amount: Money;
  /** Stock is held for it. */
  reserved: boolean;
  order: {
    readonly attemptId: string;
    readonly amount: Money;
    state: "placed" | "shipped" | "cancelled";
  } | null;
  capture: "none" | "wanted" | "done";
  refundMinor: number;
  /** What the ledger says was given back, by refund. */
  readonly refunded: Map<string, number>;
  /** The shopper went away, or the shop could not take the order: the payment is to be voided, then the stock is let go. */
  voiding: boolean;
  /** The cart is being changed: no order is placed of what it was, until the payment is proven void or the change given up. */
  editing: boolean;
  /** What the ledger says was captured. */
  bookedMinor: number;
  readonly faults: string[];
};

/**
 * As much of the till as payments lean on: an order is placed once the money is announced, captured after the shop took it,
 * and stock goes back only after the payment is proven void.
 */
export class SimulatedTill {
  readonly book: Book;
  readonly #random: Random;
  readonly #tally: Tally;
  readonly #plant: Plant;
  calm = false;

  readonly #isMoneyHeld: () => boolean | Promise<boolean>;

  constructor(
    book: Book,
    random: Random,
    parts: {
      readonly tally: Tally;
      readonly plant: Plant;
      readonly isMoneyHeld: () => boolean | Promise<boolean>;
    },
  ) {
    this.book = book;
    this.#random = random;
    this.#tally = parts.tally;
    this.#plant = parts.plant;
    this.#isMoneyHeld = parts.isMoneyHeld;
  }

  /** A checkout with its goods reserved, of which `refundMinor` is to be given back once it was paid. */
  static opened(reference: string, amount: Money, refundMinor: number): Book {
    return {
      reference,
      amount,
      reserved: true,
      order: null,
      capture: "none",
      refundMinor,
      refunded: new Map(),
      voiding: false,
      editing: false,
      bookedMinor: 0,
      faults: [],
    };
  }

  async paymentChanged(news: PaymentNews): Promise<void> {
    const { book } = this;
    switch (news.kind) {
      case "authorized":
        return this.#place(news.attemptId, news.amount);
      case "captured":
        if (book.order?.attemptId !== news.attemptId) book.faults.push("captured without its order");
        if (book.bookedMinor === 0 || this.#plant.till === "books-every-telling") {
          book.bookedMinor += news.amount.amountMinor;
        }
        book.capture = "done";
        return;
      case "voided":
      case "expired":
        if (book.order?.attemptId === news.attemptId && book.order.state !== "cancelled") {
          if (!book.voiding) book.faults.push("an order lost its money");
          book.order.state = "cancelled";
        }
        return;
      case "refunded":
        book.refunded.set(news.refundId, news.amount.amountMinor);
        return;
      case "refund-returned":
        book.refunded.delete(news.refundId);
        return;
      case "dispute-withdrawn":
      case "dispute-returned":
      case "declined":
      case "another-method-wanted":
        return;
    }
  }

  #place(attemptId: string, amount: Money): void {
    const { book } = this;
    if (book.order?.attemptId === attemptId) return;
    if (book.editing) throw new Error("The cart is being edited; tell it again");
    if (book.order !== null && book.order.state !== "cancelled")
      book.faults.push("a second order was placed");
    // What came while nobody wanted it any more is not sold: it is voided.
    if (!book.reserved || book.voiding || amount.amountMinor !== book.amount.amountMinor) {
      book.voiding = true;
      return;
    }
    if (this.#plant.till === "captures-before-order" && book.capture !== "done") {
      book.capture = "wanted";
      return;
    }
    book.order = { attemptId, amount, state: "placed" };
  }

  /** Whether a job of the order's, or of its abandonment, is still to be done. */
  get hasWork(): boolean {
    const { voiding, capture, order, refundMinor } = this.book;
    if (voiding || capture === "wanted" || (order?.state === "placed" && capture === "none")) return true;
    return capture === "done" && refundMinor > 0;
  }

  /** One turn of the jobs that follow an order, or an abandonment. */
  async work(payments: Payments): Promise<void> {
    const { book } = this;
    if (book.voiding && book.capture !== "done") return this.#undo(payments);
    if (book.order?.state === "placed" && book.capture === "none") await this.#export();
    if (book.capture === "wanted") await this.#capture(payments);
    if (book.capture === "done" && book.refundMinor > 0) await this.#refund(payments);
  }

  async #export(): Promise<void> {
    const { book } = this;
    const fault = !this.calm && this.#random.chance(0.3) ? this.#random.pick(shopFaults) : null;
    if (fault) this.#tally.hit(`shop ${fault}`);
    if (fault === "slow" || fault === "throttled") return;
    if (fault === "refused" && this.#random.chance(0.3)) {
      book.voiding = true;
      return;
    }
    if (fault === null) book.capture = "wanted";
  }

  async #capture(payments: Payments): Promise<void> {
    const result = await payments.capture(this.book.reference);
    if (result.kind === "captured") this.book.capture = "done";
  }

  async #refund(payments: Payments): Promise<void> {
    const { book } = this;
    const { reference, amount } = book;
    const refund = { reference, refundId: refundIdOf(reference), reason: "requested-by-customer" } as const;
    const result = await payments.refund({ ...refund, amount: { ...amount, amountMinor: book.refundMinor } });
    if (result.kind === "refused") book.faults.push(`a refund was refused: ${result.code}`);
    if (result.kind === "refunded" || result.kind === "refused") book.refundMinor = 0;
  }

  async #undo(payments: Payments): Promise<void> {
    const { book } = this;
    const result = await payments.void(book.reference);
    if (result.kind === "captured") {
      book.capture = "done";
      book.refundMinor = result.amount.amountMinor;
    }
    const proven = result.kind === "voided" || this.#plant.till === "releases-unproven";
    if (proven) await this.#release();
  }

  async #release(): Promise<void> {
    const { book } = this;
    if (await this.#isMoneyHeld()) book.faults.push("the goods were let go while money was held");
    book.reserved = false;
    if (book.order) book.order.state = "cancelled";
    book.voiding = false;
  }
}

/** The same in each life of a process, and another for each checkout. */
function refundIdOf(reference: string): string {
  const digits = createHash("sha256").update(reference).digest("hex");
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
}
