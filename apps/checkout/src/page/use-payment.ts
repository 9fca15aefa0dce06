"use client";

import { lateAfterMs } from "@evertill/checkout/answer-by-mail";
import type { PayRequest, PayResult, Provider } from "@evertill/checkout/api";
import type { Locale, Money } from "@evertill/money";
import type { ActionEnd, BillingDetails, PaymentFields } from "@evertill/payments/browser";
import { useEffect, useEffectEvent, useMemo, useReducer, useRef } from "react";
import type { Copy } from "../copy/copy.ts";
import { type Agreed, agreedIn } from "../payment/agreed.ts";
import { lookAgainMs, pollDelayMs, resendDelaysMs } from "../payment/backoff.ts";
import { decide, type PayDecision, pendingDecision } from "../payment/pay-decision.ts";
import {
  paymentFlow,
  type PaymentEvent,
  type PaymentState,
  type Returned,
  untouched,
} from "../payment/payment-flow.ts";
import type { ApiAnswer } from "./api-client.ts";
import type { ProviderSettings } from "./page-settings.ts";
import { performAction, takeReturn } from "./perform-action.ts";
import type { Checkout } from "./use-checkout.ts";
import type { Methods } from "./use-methods.ts";

export type Payment = {
  readonly state: PaymentState;
  /** Null when the total is zero. `agreed`: to what, where the shopper saw it elsewhere than on the page. */
  readonly pay: (with_: CardMeans | null, agreed?: Agreed | null) => Promise<void>;
  /** A wallet's button was tapped: its window stands open and shows the action that comes of it; null when there is none. */
  readonly tap: (instrument: Instrument) => Promise<WalletAction | null>;
  /** What came of the wallet's window. */
  readonly walletEnded: (end: ActionEnd) => void;
  readonly tryAgain: () => void;
  readonly openChallenge: () => void;
  /** To pay otherwise: what was asked of the shopper is given up. */
  readonly leaveChallenge: () => void;
};

type Instrument = NonNullable<PayRequest["instrument"]>;
type WalletAction = { readonly provider: "paypal"; readonly orderId: string };
type CardMeans = {
  readonly provider: Provider;
  readonly fields: PaymentFields;
  readonly billing: BillingDetails;
};

/** Everything around the pure flow: requests, timers, the provider's script, and what is remembered over a reload. */
export function usePayment(
  checkout: Checkout,
  { copy, locale, providers, methods, tracking }: PaymentMeans,
): Payment {
  const [state, dispatch] = useReducer(paymentFlow, untouched);
  const { view, api, refresh, take } = checkout;
  const pending = useMemo(() => pendingDecision(view.token, lateStorage), [view.token]);
  const pressed = useRef(false);
  const wallet = useWallet(dispatch);

  useLook(refresh, pending, { dispatch, isUnreachable: state.kind === "unreachable" });

  const heard = useEffectEvent((answer: ApiAnswer<PayResult>, before: Money): void => {
    const action = answer.kind === "ok" ? walletActionOf(answer.value) : null;
    const walletIsOpen = wallet.show(action);
    if (answer.kind === "lost") return dispatch({ kind: "connection-lost" });
    pending.settle();
    if (answer.kind === "problem") {
      void refresh();
      return dispatch({ kind: "refused", words: wordsOf(answer.problem, copy) });
    }
    take(answer.value);
    if (answer.value.kind === "another-method-wanted") methods.lose(answer.value.provider, true);
    dispatch({ kind: "answered", result: answer.value, before, walletIsOpen });
  });
  const send = useEffectEvent(async (decision: PayDecision, isWanted: () => boolean): Promise<void> => {
    for (;;) {
      const answer = await persistently(() => api.pay(decision), isWanted);
      if (!isWanted()) return;
      if (!isAtWork(answer)) return heard(answer, decision.request.total);
      // Whoever took it may have died in the middle: what they began stands on the checkout, else the key is free again soon.
      const view = await refresh();
      if (!isWanted()) return;
      if (view === null) return dispatch({ kind: "connection-lost" });
      if (view.payment.kind === "not-started") continue;
      pending.settle();
      return dispatch({ kind: "seen", payment: view.payment, pending: null, returned: { kind: "no" } });
    }
  });
  const enter = useEffectEvent((entered: PaymentState, isWanted: () => boolean): void => {
    const { total } = view;
    if (entered.kind === "editing" || entered.kind === "changed") pressed.current = false;
    if (entered.kind === "sending") {
      const { decision } = entered;
      pending.keep(decision);
      void send(decision, isWanted);
    }
    if (entered.kind === "continuing") {
      const { attemptId, result } = entered;
      void persistently(() => api.continuePayment(attemptId, result), isWanted).then((answer) =>
        isWanted() ? heard(answer, total) : undefined,
      );
    }
    if (entered.kind === "leaving") {
      void persistently(() => api.giveUp(entered.attemptId), isWanted).then((answer) =>
        isWanted() ? heard(answer, total) : undefined,
      );
    }
    if (entered.kind === "challenged" && entered.opens === "now") {
      const closeLabel = copy.payment.otherwise;
      const { currency } = total;
      void performAction(entered.action, { providers, locale, currency, closeLabel }).then((end) =>
        isWanted() ? dispatch(eventOf(end)) : undefined,
      );
    }
    if (entered.kind === "challenged" && entered.opens === "already") wallet.ready();
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

  useConfirming(state, { api, take, refresh, methods, dispatch, total: view.total });

  const pay: Payment["pay"] = async (means, agreed = agreedIn(view)) => {
    // React has not rendered yet when the second click of a double click arrives.
    if (pressed.current || agreed === null) return;
    pressed.current = true;
    dispatch({ kind: "pay-pressed" });
    const collected = means === null ? null : await means.fields.collect(means.billing);
    if (collected?.kind === "incomplete")
      return dispatch({ kind: "fields-refused", words: copy.payment.incomplete });
    if (means !== null && collected?.kind === "failed") {
      // Nobody was asked for money: another provider's fields take their place, without a word of failure.
      methods.lose(means.provider, true);
      return dispatch({ kind: "fields-refused", words: null });
    }
    const instrument = collected?.kind === "instrument" ? collected.instrument : null;
    const request: PayRequest = { ...agreed, instrument, ...tracking() };
    dispatch({ kind: "decided", decision: decide(request, new Date(), sixteenBytes) });
  };
  const tap: Payment["tap"] = (instrument) => {
    const agreed = agreedIn(view);
    if (pressed.current || agreed === null) return Promise.resolve(null);
    pressed.current = true;
    const request: PayRequest = { ...agreed, instrument, ...tracking() };
    dispatch({ kind: "decided", decision: decide(request, new Date(), sixteenBytes) });
    return wallet.open();
  };

  return {
    state,
    pay,
    tap,
    walletEnded: (end) => {
      if (end.kind === "failed") methods.lose("paypal", false);
      wallet.ended(end.kind === "failed" ? { kind: "challenge-left" } : eventOf(end));
    },
    tryAgain: () => dispatch({ kind: "tried-again" }),
    openChallenge: () => dispatch({ kind: "challenge-opened" }),
    leaveChallenge: () => dispatch({ kind: "challenge-left" }),
  };
}

function eventOf(end: ActionEnd): PaymentEvent {
  switch (end.kind) {
    case "finished":
      return { kind: "challenge-ended", result: end.result };
    case "abandoned":
      return { kind: "challenge-left" };
    case "failed":
      return { kind: "challenge-failed" };
  }
}

function walletActionOf(result: PayResult): WalletAction | null {
  return result.kind === "action-required" && result.provider === "paypal"
    ? { provider: "paypal", orderId: result.orderId }
    : null;
}

/**
 * A wallet's window, which opened at the tap: before the till has answered. Whichever comes first, the answer or the end of
 * the window, waits here for the other.
 */
function useWallet(dispatch: (event: PaymentEvent) => void) {
  const waiting = useRef<((action: WalletAction | null) => void) | null>(null);
  const isShown = useRef(false);
  const end = useRef<PaymentEvent | null>(null);
  return {
    open: (): Promise<WalletAction | null> => {
      end.current = null;
      isShown.current = false;
      return new Promise((resolve) => {
        waiting.current = resolve;
      });
    },
    /** Gives the window what it waits for; null closes it. Whether a window is open and shows it. */
    show: (action: WalletAction | null): boolean => {
      const isOpen = waiting.current !== null && action !== null;
      waiting.current?.(action);
      waiting.current = null;
      return isOpen;
    },
    /** The page knows now what the window shows, and may be told how it ended. */
    ready: (): void => {
      isShown.current = true;
      if (end.current) dispatch(end.current);
      end.current = null;
    },
    ended: (event: PaymentEvent): void => {
      if (isShown.current) dispatch(event);
      else end.current = event;
    },
  };
}

export type PaymentMeans = {
  readonly copy: Copy;
  readonly locale: Locale;
  readonly providers: ProviderSettings;
  readonly methods: Pick<Methods, "lose">;
  readonly tracking: () => Pick<PayRequest, "tracking">;
};

type Pending = ReturnType<typeof pendingDecision>;

/** Asks the server where things stand: once on load, whenever the page is looked at again, and while the line is broken. */
function useLook(
  refresh: Checkout["refresh"],
  pending: Pending,
  { dispatch, isUnreachable }: { dispatch: (event: PaymentEvent) => void; isUnreachable: boolean },
): void {
  const returned = useRef<Returned | null>(null);
  const look = useEffectEvent(async (): Promise<void> => {
    if (document.visibilityState !== "visible") return;
    returned.current ??= takeReturn();
    const view = await refresh();
    if (view === null) return;
    const decision: PayDecision | null = pending.recall(new Date());
    dispatch({ kind: "seen", payment: view.payment, pending: decision, returned: returned.current });
    returned.current = { kind: "no" };
  });
  useEffect(() => {
    const onLook = (): void => void look();
    onLook();
    document.addEventListener("visibilitychange", onLook);
    // The back button may bring the page back as it was left.
    window.addEventListener("pageshow", onLook);
    return () => {
      document.removeEventListener("visibilitychange", onLook);
      window.removeEventListener("pageshow", onLook);
    };
  }, []);
  useEffect(() => {
    if (!isUnreachable) return undefined;
    const timer = setInterval(() => void look(), lookAgainMs);
    return () => clearInterval(timer);
  }, [isUnreachable]);
}

function useConfirming(
  state: PaymentState,
  { api, take, refresh, methods, dispatch, total }: ConfirmingMeans,
): void {
  const attemptId = state.kind === "confirming" ? state.attemptId : null;
  const ask = useEffectEvent(async (attempt: string, isWanted: () => boolean): Promise<void> => {
    const answer = await api.continuePayment(attempt);
    const result = answer.kind === "ok" ? answer.value : await afterProblem(answer, refresh);
    if (!isWanted() || result === null) return;
    take(result);
    if (result.kind === "another-method-wanted") methods.lose(result.provider, true);
    dispatch({ kind: "answered", result, before: total, walletIsOpen: false });
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
  readonly refresh: Checkout["refresh"];
  readonly methods: Pick<Methods, "lose">;
  readonly dispatch: (event: PaymentEvent) => void;
  readonly total: Money;
};

/** Where nothing is under way any more, and nothing was paid, the form is the shopper's again. */
async function afterProblem(
  answer: ApiAnswer<PayResult>,
  refresh: Checkout["refresh"],
): Promise<PayResult | null> {
  if (answer.kind !== "problem" || !answer.problem.type.endsWith("/payment-not-started")) return null;
  const checkout = await refresh();
  return checkout?.payment.kind === "not-started" ? { kind: "given-up", checkout } : null;
}

/** Repeats what was not heard, and what is still being worked on under the same key. */
async function persistently<Value>(
  ask: () => Promise<ApiAnswer<Value>>,
  isWanted: () => boolean,
): Promise<ApiAnswer<Value>> {
  for (const delayMs of resendDelaysMs) {
    const answer = await ask();
    if ((answer.kind !== "lost" && !isAtWork(answer)) || !isWanted()) return answer;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  return ask();
}

function isAtWork(answer: ApiAnswer<unknown>): boolean {
  return answer.kind === "problem" && answer.problem.type.endsWith("/idempotency-key-in-use");
}

function wordsOf(
  { fields, type }: { fields?: Record<string, string> | undefined; type: string },
  copy: Copy,
): string {
  const words = Object.values(fields ?? {});
  if (words.length > 0) return words.join(" ");
  return type.endsWith("/expired") ? copy.stopped.expired.text : copy.payment.refused;
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
