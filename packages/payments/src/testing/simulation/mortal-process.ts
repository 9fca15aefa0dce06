import type { Tally } from "./tally.ts";

/** Where a process is to die: at the n-th time that this is awaited. */
export type CrashPlan = { readonly cell: string; times: number };

/**
 * A process that can die at any await. What awaited is then never continued, whatever its callers would catch; what is
 * under way at a provider goes on there.
 */
export class MortalProcess {
  readonly died: Promise<"died">;
  #isDead = false;
  #die: (how: "died") => void = () => undefined;
  readonly #plan: CrashPlan | null;
  readonly #tally: Tally;

  readonly #linger: () => Promise<void> | null;

  /** `linger` makes an await take its time now and then, so that processes get in each other's way. */
  constructor(plan: CrashPlan | null, tally: Tally, linger: () => Promise<void> | null) {
    this.#linger = linger;
    this.#plan = plan;
    this.#tally = tally;
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Every method of `target`, awaited inside this process. `names` says which count as a cell. */
  around<Target extends object>(target: Target, named: (method: string) => string | null): Target {
    return new Proxy(target, {
      get: (object, name) => {
        const member: unknown = Reflect.get(object, name, object);
        const cell = named(String(name));
        if (typeof member !== "function" || cell === null) {
          return typeof member === "function" ? member.bind(object) : member;
        }
        return async (...parameters: unknown[]) => {
          await this.#pass(`crash before ${cell}`);
          const result: unknown = await (member.apply(object, parameters) as Promise<unknown>);
          await this.#pass(`crash after ${cell}`);
          return result;
        };
      },
    });
  }

  /** Never goes on in a process that is dead. */
  async #pass(cell: string): Promise<void> {
    const plan = this.#plan;
    if (!this.#isDead && plan?.cell === cell) {
      plan.times -= 1;
      if (plan.times === 0) {
        this.#tally.hit(cell);
        this.#isDead = true;
        this.#die("died");
      }
    }
    const lingering = this.#isDead ? null : this.#linger();
    if (lingering !== null) await lingering;
    if (this.#isDead) await new Promise<never>(() => undefined);
  }
}
