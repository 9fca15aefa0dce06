import type { Payments } from "../../payments.ts";
import type { Random } from "../random.ts";
import type { MortalProcess } from "./mortal-process.ts";

export type Process = { readonly mortal: MortalProcess; readonly payments: Payments };

/** Processes of which any may serve a call, and of which a dead one is followed by a new one. */
export class Processes {
  crashes = 0;
  readonly #random: Random;
  readonly #start: () => Process;
  #running: readonly Process[] = [];

  constructor(random: Random, start: () => Process) {
    this.#random = random;
    this.#start = start;
  }

  /** In place of all that ran before. */
  start(count: number): void {
    this.#running = Array.from({ length: count }, () => this.#start());
  }

  any(): Process {
    this.#running = this.#running.map((process) => (process.mortal.isDead ? this.#restart() : process));
    return this.#random.pick(this.#running);
  }

  /** Null when the process died under it. */
  async within<Answer>(call: (payments: Payments) => Promise<Answer>): Promise<Answer | null> {
    const { mortal, payments } = this.any();
    const answer = await Promise.race([call(payments), mortal.died]);
    return answer === "died" ? null : answer;
  }

  #restart(): Process {
    this.crashes += 1;
    return this.#start();
  }
}
