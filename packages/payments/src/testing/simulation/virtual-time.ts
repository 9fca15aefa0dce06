import { Timers } from "./timers.ts";

/** What a simulated world needs of time. */
export type Time = {
  readonly nowMs: number;
  after(milliseconds: number, ring: () => void): void;
  sleep(milliseconds: number): Promise<void>;
};

/**
 * Time that passes only when everything waits for it. `isBusy` says that something outside (a database) is still at work.
 */
export class VirtualTime implements Time {
  nowMs = Date.UTC(2026, 10, 21, 12);
  readonly #timers = new Timers();
  readonly #isBusy: () => boolean;

  constructor(isBusy: () => boolean = () => false) {
    this.#isBusy = isBusy;
  }

  after(milliseconds: number, ring: () => void): void {
    this.#timers.set(this.nowMs + Math.max(0, milliseconds), ring);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Lets everything happen up to a moment, or until `isOver`. */
  async run(untilMs: number, isOver: () => boolean): Promise<void> {
    for (;;) {
      await this.#settled();
      const next = isOver() ? null : this.#timers.takeDue(untilMs);
      if (next === null) return;
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
