type Timer = { readonly atMs: number; readonly order: number; readonly ring: () => void };

/** What is to happen when. Two timers of the same moment ring in the order in which they were set, so a run repeats. */
export class Timers {
  readonly #timers: Timer[] = [];
  #set = 0;

  set(atMs: number, ring: () => void): void {
    this.#set += 1;
    const timer = { atMs, order: this.#set, ring };
    const later = this.#timers.findIndex((other) => other.atMs > atMs);
    if (later === -1) this.#timers.push(timer);
    else this.#timers.splice(later, 0, timer);
  }

  /** Takes the first one due by then. */
  takeDue(untilMs: number): Timer | null {
    const [next] = this.#timers;
    if (!next || next.atMs > untilMs) return null;
    this.#timers.shift();
    return next;
  }
}
