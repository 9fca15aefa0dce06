import type { OfferedMethods, Provider } from "@evertill/checkout/api";

/**
 * Whose fields stand on the page. What is mounted stays while it serves, whatever is offered anew: a card that is being
 * typed must not vanish because somebody else became the better choice.
 */
export type PaymentMethods = {
  /** Takes the card now; null: nobody. */
  readonly mounted: Provider | null;
  /** Who would come next, best first. */
  readonly others: readonly Provider[];
  readonly paypal: boolean;
  /** Could not serve this shopper: not asked again until they start over. */
  readonly lost: readonly Provider[];
  /** What was typed went with its fields: the shopper is asked for it once more. */
  readonly asksAgain: boolean;
};

export type MethodsEvent =
  | { readonly kind: "offered"; readonly methods: OfferedMethods }
  | { readonly kind: "lost"; readonly provider: Provider; readonly wasTyped: boolean }
  | { readonly kind: "started-over"; readonly methods: OfferedMethods };

export function offeredFirst(methods: OfferedMethods): PaymentMethods {
  return merged({ mounted: null, others: [], paypal: false, lost: [], asksAgain: false }, methods);
}

export function paymentMethods(state: PaymentMethods, event: MethodsEvent): PaymentMethods {
  switch (event.kind) {
    case "offered":
      return merged(state, event.methods);
    case "started-over":
      return offeredFirst(event.methods);
    case "lost":
      return without(state, event.provider, event.wasTyped);
  }
}

/** Whether this provider takes the card now or would next: what else it has goes with that. */
export function isOffered({ mounted, others }: PaymentMethods, provider: Provider): boolean {
  return mounted === provider || others.includes(provider);
}

function merged(state: PaymentMethods, { cards, paypal }: OfferedMethods): PaymentMethods {
  const able = cards.filter((provider) => !state.lost.includes(provider));
  const stays = state.mounted !== null && able.includes(state.mounted);
  const mounted = stays ? state.mounted : (able[0] ?? null);
  return {
    ...state,
    mounted,
    others: able.filter((provider) => provider !== mounted),
    paypal: paypal && !state.lost.includes("paypal"),
  };
}

function without(state: PaymentMethods, provider: Provider, wasTyped: boolean): PaymentMethods {
  const lost = [...new Set([...state.lost, provider])];
  const cards = [...(state.mounted === null ? [] : [state.mounted]), ...state.others];
  const asksAgain = state.asksAgain || (wasTyped && provider === state.mounted);
  return merged({ ...state, lost, asksAgain }, { cards, paypal: state.paypal });
}
