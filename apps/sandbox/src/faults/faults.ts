import type { Collection, Store } from "../store/store.ts";
import type { Fault } from "./fault.ts";

/** The fault switches, kept in the store so that they survive a restart until someone turns them off. */
export class Faults {
  readonly #faults: Collection<Fault>;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    this.#faults = store.collection<Fault>("fault");
  }

  all(): readonly Fault[] {
    return this.#faults.all();
  }

  switchOn(fault: Omit<Fault, "id">): Fault {
    return this.#faults.put({ ...fault, id: `fault_${this.#store.next("fault")}` });
  }

  switchOff(id: string): void {
    this.#faults.delete(id);
  }

  /** The fault that this call meets, if any; counts it. */
  meet(target: Fault["target"], operation: string): Fault | undefined {
    const fault = this.#faults
      .all()
      .find(
        (candidate) =>
          candidate.target === target &&
          (candidate.operation === null || operation.includes(candidate.operation)),
      );
    if (fault?.remaining != null) {
      if (fault.remaining <= 1) this.#faults.delete(fault.id);
      else this.#faults.put({ ...fault, remaining: fault.remaining - 1 });
    }
    return fault;
  }
}
