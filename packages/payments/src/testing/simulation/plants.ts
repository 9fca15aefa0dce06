import type { AttemptStore } from "../../attempt-store.ts";
import type { Call, Facts, PaymentProvider } from "../../provider.ts";
import { declineOf } from "./shopper-card.ts";
import type { WireFault } from "./tally.ts";

/** A fault of ours, planted to see whether the simulation finds it. */
export type Plant = {
  readonly store?: (store: AttemptStore) => AttemptStore;
  readonly provider?: (provider: PaymentProvider) => PaymentProvider;
  /** What the database forbids, left out. */
  readonly lax?: "one-live-attempt";
  /** A fault of the wire to be met more often, where it takes that one. */
  readonly favours?: WireFault;
  readonly till?: "captures-before-order" | "releases-unproven" | "books-every-telling";
};

export const sound: Plant = {};

/** Each of these has cost a shop money somewhere; the simulation must find every one. */
export const plants: Readonly<Record<string, Plant>> = {
  "a fence that closes nothing": withProvider(() => ({ fence: async () => answered({ kind: "canceled" }) })),
  "a fence that is believed before it is proven": withProvider((provider) => ({
    fence: async (request) => {
      const call = await provider.fence(request);
      const isAwaited = call.kind === "answered" && call.answer.kind === "processing";
      return isAwaited ? answered({ kind: "canceled" }) : call;
    },
  })),
  "a 409 read as a provider that is down": {
    ...withProvider((provider) => ({
      authorize: async (request) => asNotSent(await provider.authorize(request), "in-progress"),
    })),
    favours: "409",
  },
  "a lost answer read as a request that was never sent": withProvider((provider) => ({
    authorize: async (request) => asNotSent(await provider.authorize(request), "unknown"),
  })),
  "an unknown outcome turned into a decline": withProvider((provider) => ({
    authorize: async (request) => {
      const call = await provider.authorize(request);
      return call.kind === "unknown" ? answered({ kind: "declined", decline: declineOf("decline") }) : call;
    },
  })),
  "a late success that is given back when there is time": withProvider((provider) => {
    const asked = new Map<string, number>();
    return {
      fence: async (request) => {
        const times = (asked.get(request.attemptId) ?? 0) + 1;
        asked.set(request.attemptId, times);
        if (times % 8 === 0) return provider.fence(request);
        return { kind: "refused", code: "not_now", operatorMessage: "put off" };
      },
    };
  }),
  "a new key on a transport retry": withProvider((provider) => {
    let sent = 0;
    return {
      authorize: (request) => {
        sent += 1;
        return provider.authorize({ ...request, key: `${request.key}.${sent}` });
      },
    };
  }),
  "an authorisation read as a cancellation": withProvider((provider) => ({
    retrieve: async (attempt) => {
      const reading = await provider.retrieve(attempt);
      const isMisread = reading.kind === "answered" && reading.answer.kind === "authorized";
      return isMisread ? answered({ kind: "canceled" }) : reading;
    },
  })),
  "a reference that is not stored before it is used": {
    store: (store) =>
      replacing(store, {
        setProviderReference: async (attempt, { providerReference }) => ({ ...attempt, providerReference }),
      }),
  },
  "two attempts of a payment alive at once": {
    lax: "one-live-attempt",
    store: (store) => replacing(store, { findLive: async () => null }),
  },
  "capture before the order": { till: "captures-before-order" },
  "stock let go before the payment is proven void": { till: "releases-unproven" },
  "a webhook applied twice and booked twice": { till: "books-every-telling" },
};

function withProvider(change: (provider: PaymentProvider) => Partial<PaymentProvider>): Plant {
  return { provider: (provider) => replacing(provider, change(provider)) };
}

function replacing<Target extends object>(target: Target, changed: Partial<Target>): Target {
  return new Proxy(target, {
    get: (object, name) => Reflect.get(name in changed ? changed : object, name),
  });
}

function asNotSent<Answer>(call: Call<Answer>, kind: Call<Answer>["kind"]): Call<Answer> {
  return call.kind === kind ? { kind: "not-sent", operatorMessage: "it is down" } : call;
}

function answered(answer: Facts): Call<Facts> {
  return { kind: "answered", answer };
}
