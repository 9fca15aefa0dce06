import { Timers } from "./timers.ts";
import type { Time } from "./virtual-time.ts";

const tickMs = 5;

/**
 * Time that passes some times faster than on the wall: half an hour of a shopper's patience takes minutes, while each
 * request takes as long as it takes.
 */
export class HastenedTime implements Time {
  readonly #timers = new Timers();
  readonly #clock: NodeJS.Timeout;
  #rate: number;
  #fromMs = Date.now();
  #wallMs = performance.now();

  constructor(rate: number) {
    this.#rate = rate;
    this.#clock = setInterval(() => this.#ring(), tickMs);
  }

  get nowMs(): number {
    return this.#fromMs + (performance.now() - this.#wallMs) * this.#rate;
  }

  /** From now on it passes at another rate. */
  hasten(rate: number): void {
    this.#fromMs = this.nowMs;
    this.#wallMs = performance.now();
    this.#rate = rate;
  }

  after(milliseconds: number, ring: () => void): void {
    this.#timers.set(this.nowMs + Math.max(0, milliseconds), ring);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  stop(): void {
    clearInterval(this.#clock);
  }

  #ring(): void {
    const { nowMs } = this;
    for (;;) {
      const due = this.#timers.takeDue(nowMs);
      if (due === null) return;
      due.ring();
    }
  }
}
