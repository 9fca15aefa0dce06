type Timer = { readonly atMs: number; readonly order: number; readonly ring: () => void };

/**
 * Time that passes only when everything waits for it. Two timers of the same moment ring in the order in which they were
 * set, so a run repeats. `isBusy` says that something outside (a database) is still at work.
 */
export class VirtualTime {
  nowMs = Date.UTC(2026, 10, 21, 12);
  readonly #timers: Timer[] = [];
  readonly #isBusy: () => boolean;
  #set = 0;

  constructor(isBusy: () => boolean = () => false) {
    this.#isBusy = isBusy;
  }

  after(milliseconds: number, ring: () => void): void {
    this.#set += 1;
    const timer = { atMs: this.nowMs + Math.max(0, milliseconds), order: this.#set, ring };
    const later = this.#timers.findIndex(({ atMs }) => atMs > timer.atMs);
    if (later === -1) this.#timers.push(timer);
    else this.#timers.splice(later, 0, timer);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Lets everything happen up to a moment, or until `isOver`. */
  async run(untilMs: number, isOver: () => boolean): Promise<void> {
    for (;;) {
      await this.#settled();
      const next = this.#timers[0];
      if (isOver() || !next || next.atMs > untilMs) return;
      this.#timers.shift();
      this.nowMs = next.atMs;
      next.ring();
    }
  }

  /** Everything that could go on without time passing has gone on. */
  async #settled(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#isBusy());
  }
}
