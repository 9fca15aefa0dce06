import type { Clock } from "../clock.ts";
import type { Health } from "../health/health.ts";
import { traitsOf } from "../health/traits.ts";
import type { PaymentLog } from "../payment-log.ts";
import type { PaymentProvider, ProviderName } from "../provider.ts";
import {
  chooseMethods,
  type ProviderView,
  type RoutingDecision,
  type RoutingRequest,
} from "./choose-methods.ts";
import { readRoutingPolicy, type RoutingPolicy } from "./policy.ts";
import type { RoutingStore } from "./routing-store.ts";

/** How old the policy in use may be. */
const policyLifetimeMs = 5_000;

/** Decides by the policy in force and by how providers fare now. */
export class Routing {
  readonly #parts: RoutingParts;
  #policy: RoutingPolicy;
  #readMs = Number.NEGATIVE_INFINITY;

  constructor(parts: RoutingParts) {
    this.#parts = parts;
    this.#policy = parts.policy;
  }

  /** Who would be offered. Never rejects. A provider on trial is taken for able only with `trials`, once in a while. */
  async decide(request: RoutingRequest, { trials }: { readonly trials: boolean }): Promise<RoutingDecision> {
    const { health, providers } = this.#parts;
    const policy = await this.policy();
    const fares = await health.view();
    const { card = null, billingCountry = null, amount } = request;
    const traits = traitsOf(card, { currency: amount.currency, billingCountry });
    const letThrough = new Set<ProviderName>();
    const view: ProviderView = (name) => {
      const provider = providers[name];
      if (!provider) return null;
      const known = fares(name, traits);
      const technical = known.technical === "trial" && letThrough.has(name) ? "able" : known.technical;
      return { health: { ...known, technical }, refusal: provider.refusesAmount(amount) };
    };
    for (const name of trials ? (Object.keys(providers) as ProviderName[]) : []) {
      const isWaiting = fares(name).technical === "trial" && !request.without.includes(name);
      if (isWaiting && (await health.takeTrial(name))) letThrough.add(name);
    }
    return chooseMethods(policy, request, view);
  }

  /** The policy in force: the last one activated, else the composed one; what cannot be read changes nothing. */
  async policy(): Promise<RoutingPolicy> {
    const { clock, store, log } = this.#parts;
    const nowMs = clock.now().getTime();
    if (nowMs - this.#readMs < policyLifetimeMs) return this.#policy;
    this.#readMs = nowMs;
    try {
      const written = await store.findPolicy();
      const read = written === null ? null : readRoutingPolicy(written);
      if (read?.kind === "policy") this.#policy = read.policy;
      if (read?.kind === "refused")
        log.error(read, "the stored routing policy is not valid; the last one stays");
    } catch (error) {
      log.warn({ err: error }, "the routing policy could not be read; the last one stays");
    }
    return this.#policy;
  }

  /** Keeps the decision with its reasons; a store that is silent keeps nobody from paying. */
  async keep(reference: string, decision: RoutingDecision): Promise<void> {
    try {
      await this.#parts.store.saveDecision(reference, decision);
    } catch (error) {
      this.#parts.log.warn({ err: error, reference, decision }, "a routing decision was not kept");
    }
  }
}

export type RoutingParts = {
  readonly policy: RoutingPolicy;
  readonly store: RoutingStore;
  readonly health: Health;
  readonly providers: Readonly<Partial<Record<ProviderName, PaymentProvider>>>;
  readonly clock: Clock;
  readonly log: PaymentLog;
};
