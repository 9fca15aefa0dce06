import type { RoutingDecision } from "../routing/choose-methods.ts";
import type { RoutingPolicy } from "../routing/policy.ts";
import type { RoutingStore } from "../routing/routing-store.ts";

/** {@link RoutingStore} in memory. */
export class MemoryRoutingStore implements RoutingStore {
  readonly decisions: { readonly reference: string; readonly decision: RoutingDecision }[] = [];
  #policy: RoutingPolicy | null = null;

  async findPolicy() {
    return this.#policy;
  }

  async activatePolicy(policy: RoutingPolicy) {
    this.#policy = policy;
  }

  async saveDecision(reference: string, decision: RoutingDecision) {
    this.decisions.push({ reference, decision });
  }
}
