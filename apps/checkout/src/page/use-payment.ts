"use client";

import type { PayRequest, PayResult } from "@evertill/checkout/api";
import type { Money } from "@evertill/money";
import type { BillingDetails, Collected, PaymentFields } from "@evertill/payments/browser";
import { stripeActions } from "@evertill/payments/providers/stripe/browser";
import { useEffect, useEffectEvent, useMemo, useReducer, useRef } from "react";
import type { Copy } from "../copy/copy.ts";
import { lateAfterMs, pollDelayMs, resendDelaysMs } from "../payment/backoff.ts";
import { decide, type PayDecision, pendingDecision } from "../payment/pay-decision.ts";
import { paymentFlow, type PaymentEvent, type PaymentState, untouched } from "../payment/payment-flow.ts";
import type { ApiAnswer } from "./api-client.ts";
import type { Checkout } from "./use-checkout.ts";

export type Payment = {
  readonly state: PaymentState;
  /** `fields` and `billing` are null when the total is zero. */
  readonly pay: (with_: { fields: PaymentFields; billing: BillingDetails } | null) => Promise<void>;
  readonly tryAgain: () => void;
  readonly openChallenge: () => void;
};

/** Everything around the pure flow: requests, timers, the provider's script, and what is remembered over a reload. */
export function usePayment(checkout: Checkout, { copy, publishableKey, tracking }: PaymentMeans): Payment {
  const [state, dispatch] = useReducer(paymentFlow, untouched);
  const { view, api, refresh, take } = checkout;
  const pending = useMemo(() => pendingDecision(view.token, lateStorage), [view.token]);
  const pressed = useRef(false);

  useLook(refresh, pending, dispatch);

  const heard = useEffectEvent((answer: ApiAnswer<PayResult>, before: Money): void => {
    if (answer.kind === "lost") return dispatch({ kind: "connection-lost" });
    pending.settle();
    if (answer.kind === "problem") {
      void refresh();
      return dispatch({ kind: "refused", words: wordsOf(answer.problem, copy) });
    }
    take(answer.value);
    dispatch({ kind: "answered", result: answer.value, before });
  });
  const enter = useEffectEvent((entered: PaymentState, isWanted: () => boolean): void => {
    const { total } = view;
    if (entered.kind === "editing" || entered.kind === "changed") pressed.current = false;
    if (entered.kind === "sending") {
      const { decision } = entered;
      pending.keep(decision);
      void persistently(() => api.pay(decision), isWanted).then((answer) =>
        isWanted() ? heard(answer, decision.request.total) : undefined,
      );
    }
    if (entered.kind === "continuing") {
      void persistently(() => api.continuePayment(entered.attemptId), isWanted).then((answer) =>
        isWanted() ? heard(answer, total) : undefined,
      );
    }
    if (entered.kind === "challenged" && entered.opens === "now") {
      void stripeActions(publishableKey)
        .perform({ provider: "stripe", clientSecret: entered.clientSecret })
        .then(() => (isWanted() ? dispatch({ kind: "challenge-ended" }) : undefined));
    }
    if (entered.kind === "paid") {
      pending.settle();
      window.location.assign(`/checkout/orders/${encodeURIComponent(entered.orderToken)}`);
    }
  });
  useEffect(() => {
    let wanted = true;
    enter(state, () => wanted);
    return () => {
      wanted = false;
    };
  }, [state]);

  useConfirming(state, { api, take, dispatch, total: view.total });

  const pay: Payment["pay"] = async (means) => {
    const { quote, total } = view;
    // React has not rendered yet when the second click of a double click arrives.
    if (pressed.current || quote === null) return;
    pressed.current = true;
    dispatch({ kind: "pay-pressed" });
    const collected = means === null ? null : await means.fields.collect(means.billing);
    if (collected !== null && collected.kind !== "instrument") {
      const words = collected.kind === "incomplete" ? copy.payment.incomplete : copy.payment.refused;
      return dispatch({ kind: "fields-refused", words });
    }
    const request: PayRequest = {
      quoteId: quote.id,
      total,
      instrument: collected ? instrumentOf(collected) : null,
      ...tracking(),
    };
    dispatch({ kind: "decided", decision: decide(request, new Date(), sixteenBytes) });
  };

  return {
    state,
    pay,
    tryAgain: () => dispatch({ kind: "tried-again" }),
    openChallenge: () => dispatch({ kind: "challenge-opened" }),
  };
}

/** Only Stripe's fields are mounted on this page. */
function instrumentOf({ instrument }: Extract<Collected, { kind: "instrument" }>): PayRequest["instrument"] {
  if (instrument.provider !== "stripe") throw new Error(`No fields of ${instrument.provider} were mounted`);
  return instrument;
}

export type PaymentMeans = {
  readonly copy: Copy;
  readonly publishableKey: string;
  readonly tracking: () => Pick<PayRequest, "tracking">;
};

type Pending = ReturnType<typeof pendingDecision>;

/** Asks the server where things stand: once on load, and whenever the page is looked at again. */
function useLook(
  refresh: Checkout["refresh"],
  pending: Pending,
  dispatch: (event: PaymentEvent) => void,
): void {
  useEffect(() => {
    let returned = takeReturn();
    const look = async (): Promise<void> => {
      if (document.visibilityState !== "visible") return;
      const view = await refresh();
      if (view === null) return;
      const decision: PayDecision | null = pending.recall(new Date());
      dispatch({ kind: "seen", payment: view.payment, pending: decision, returned });
      returned = false;
    };
    const onLook = (): void => void look();
    onLook();
    document.addEventListener("visibilitychange", onLook);
    // The back button may bring the page back as it was left.
    window.addEventListener("pageshow", onLook);
    return () => {
      document.removeEventListener("visibilitychange", onLook);
      window.removeEventListener("pageshow", onLook);
    };
  }, [refresh, pending, dispatch]);
}

/** A bank's own page sends the shopper back with words of the provider in the address; they are believed only as a hint to ask. */
function takeReturn(): boolean {
  const address = new URL(window.location.href);
  const returned = address.searchParams.has("payment_intent") || address.searchParams.has("returned");
  if (returned) window.history.replaceState(null, "", address.pathname);
  return returned;
}

function useConfirming(state: PaymentState, { api, take, dispatch, total }: ConfirmingMeans): void {
  const attemptId = state.kind === "confirming" ? state.attemptId : null;
  const ask = useEffectEvent(async (attempt: string, isWanted: () => boolean): Promise<void> => {
    const answer = await api.continuePayment(attempt);
    if (!isWanted() || answer.kind !== "ok") return;
    take(answer.value);
    dispatch({ kind: "answered", result: answer.value, before: total });
  });
  useEffect(() => {
    if (attemptId === null) return undefined;
    let asked = 0;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      timer = setTimeout(() => void ask(attemptId, () => wanted).then(again), pollDelayMs(asked));
    };
    const again = (): void => {
      asked += 1;
      if (wanted) wait();
    };
    const late = setTimeout(() => dispatch({ kind: "grew-late" }), lateAfterMs);
    wait();
    return () => {
      wanted = false;
      clearTimeout(timer);
      clearTimeout(late);
    };
  }, [attemptId, dispatch]);
}

type ConfirmingMeans = {
  readonly api: Checkout["api"];
  readonly take: Checkout["take"];
  readonly dispatch: (event: PaymentEvent) => void;
  readonly total: Money;
};

/** Repeats what was not heard, and what is still being worked on under the same key. */
async function persistently<Value>(
  send: () => Promise<ApiAnswer<Value>>,
  isWanted: () => boolean,
): Promise<ApiAnswer<Value>> {
  for (const delayMs of resendDelaysMs) {
    const answer = await send();
    const unsettled =
      answer.kind === "lost" ||
      (answer.kind === "problem" && answer.problem.type.endsWith("/idempotency-key-in-use"));
    if (!unsettled || !isWanted()) return answer;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  const last = await send();
  return last.kind === "problem" && last.problem.type.endsWith("/idempotency-key-in-use")
    ? { kind: "lost" }
    : last;
}

function wordsOf(
  { fields, type }: { fields?: Record<string, string> | undefined; type: string },
  copy: Copy,
): string {
  const words = Object.values(fields ?? {});
  if (words.length > 0) return words.join(" ");
  return type.endsWith("/expired") ? copy.expired.text : copy.payment.refused;
}

function sixteenBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(16));
}

/** The tab's storage, looked up when it is used: the server has none. A forbidden one costs only the memory over a reload. */
const lateStorage: Pick<Storage, "getItem" | "setItem" | "removeItem"> = {
  getItem: (name) => attempt(() => sessionStorage.getItem(name)),
  setItem: (name, value) => void attempt(() => sessionStorage.setItem(name, value)),
  removeItem: (name) => void attempt(() => sessionStorage.removeItem(name)),
};

function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}
