import type { CartView } from "../cart-view.ts";

/** What one request asks for. Quantities of lines are absolute, those of additions are sums. */
export type CartChanges = {
  readonly add: readonly { readonly variantId: string; readonly quantity: number }[];
  readonly set: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly discountCodes?: readonly string[];
};

type Batch = {
  readonly add: Map<string, number>;
  readonly set: Map<string, number>;
  codes: readonly string[] | undefined;
};

const emptyBatch = (): Batch => ({ add: new Map(), set: new Map(), codes: undefined });
const isEmpty = ({ add, set, codes }: Batch) => add.size === 0 && set.size === 0 && codes === undefined;

export type QueueMeans = {
  /** Sends one request and gives the cart that came of it. */
  readonly send: (changes: CartChanges) => Promise<unknown>;
  /** Called whenever what is pending has changed. */
  readonly onChange: () => void;
  /** Called when a request failed: its changes are dropped, and the last known cart holds. */
  readonly onFailure: (error: unknown) => void;
  /** A request also fails because its page is being left, and then what waits is not this page's to send any more. */
  readonly pauseAfterFailure: () => Promise<void>;
};

/**
 * One request at a time, so that no answer can overtake another; what is pressed meanwhile gathers in the next one.
 * Fifty presses are two requests. Holds no money: totals are the server's, and pending until it has spoken.
 */
export class CartQueue {
  readonly #means: QueueMeans;
  #sending: Batch | null = null;
  #waiting: Batch = emptyBatch();

  constructor(means: QueueMeans) {
    this.#means = means;
  }

  get isPending(): boolean {
    return this.#sending !== null || !isEmpty(this.#waiting);
  }

  add(variantId: string, quantity: number): Promise<void> {
    this.#waiting.add.set(variantId, (this.#waiting.add.get(variantId) ?? 0) + quantity);
    return this.#changed();
  }

  setQuantity(lineId: string, quantity: number): Promise<void> {
    this.#waiting.set.set(lineId, quantity);
    return this.#changed();
  }

  setDiscountCodes(codes: readonly string[]): Promise<void> {
    this.#waiting.codes = codes;
    return this.#changed();
  }

  /**
   * Hands over what has not been sent yet, for a page that is about to be left: its queue will not run on. Null: nothing
   * waits. What is being sent is on its way and not handed over.
   */
  takeWaiting(): CartChanges | null {
    if (isEmpty(this.#waiting)) return null;
    const left = toChanges(this.#waiting);
    this.#waiting = emptyBatch();
    this.#means.onChange();
    return left;
  }

  /**
   * Takes up what an earlier page could not send. Until `earlier` ends, that page's request counts as the one that is on
   * its way, so nothing overtakes it.
   */
  async resume({ add, set, discountCodes }: CartChanges, earlier: Promise<unknown>): Promise<void> {
    for (const { variantId, quantity } of add)
      this.#waiting.add.set(variantId, (this.#waiting.add.get(variantId) ?? 0) + quantity);
    for (const { lineId, quantity } of set) this.#waiting.set.set(lineId, quantity);
    if (discountCodes !== undefined) this.#waiting.codes = discountCodes;
    if (this.#sending !== null) return;
    this.#sending = emptyBatch();
    this.#means.onChange();
    await earlier;
    this.#sending = null;
    this.#means.onChange();
    await this.#sendAll();
  }

  /** The cart as it will be if everything goes well. Amounts of money stay those of `view`. */
  applyTo(view: CartView): CartView {
    return [this.#sending, this.#waiting].reduce<CartView>(
      (shown, batch) => (batch === null ? shown : applyBatch(shown, batch)),
      view,
    );
  }

  async #changed(): Promise<void> {
    this.#means.onChange();
    if (this.#sending === null) await this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    while (!isEmpty(this.#waiting)) {
      this.#sending = this.#waiting;
      this.#waiting = emptyBatch();
      try {
        await this.#means.send(toChanges(this.#sending));
      } catch (error) {
        this.#means.onFailure(error);
        await this.#means.pauseAfterFailure();
      }
      this.#sending = null;
      this.#means.onChange();
    }
  }
}

function toChanges({ add, set, codes }: Batch): CartChanges {
  return {
    add: [...add].map(([variantId, quantity]) => ({ variantId, quantity })),
    set: [...set].map(([lineId, quantity]) => ({ lineId, quantity })),
    ...(codes !== undefined && { discountCodes: codes }),
  };
}

function applyBatch(view: CartView, { add, set, codes }: Batch): CartView {
  const lines = view.lines
    .map((line) => {
      const added = add.get(line.variantId) ?? 0;
      return { ...line, quantity: (set.get(line.id) ?? line.quantity) + added };
    })
    .filter(({ quantity }) => quantity > 0);
  const known = new Set(view.lines.map(({ variantId }) => variantId));
  const unknown = [...add].filter(([variantId]) => !known.has(variantId));
  const count = (sum: number, quantity: number) => sum + quantity;
  return {
    ...view,
    lines,
    totalQuantity:
      lines.map(({ quantity }) => quantity).reduce(count, 0) +
      unknown.map(([, quantity]) => quantity).reduce(count, 0),
    ...(codes !== undefined && {
      discountCodes: view.discountCodes.filter(({ code }) => codes.includes(code)),
    }),
  };
}
