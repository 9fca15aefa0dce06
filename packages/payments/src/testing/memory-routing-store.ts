import type { RoutingDecision } from "../routing/choose-methods.ts";
import type { RoutingStore } from "../routing/routing-store.ts";

/** {@link RoutingStore} in memory. */
export class MemoryRoutingStore implements RoutingStore {
  readonly decisions: { readonly reference: string; readonly decision: RoutingDecision }[] = [];

  async findPolicy() {
    return null;
  }

  async saveDecision(reference: string, decision: RoutingDecision) {
    this.decisions.push({ reference, decision });
  }
}
