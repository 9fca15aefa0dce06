import type { ActionRequired, ActionResult, CheckoutView, PayResult } from "@evertill/checkout/api";
import type { Money } from "@evertill/money";
import type { PayDecision } from "./pay-decision.ts";

/** Where the page stands with the payment. Each state carries only what it needs. */
export type PaymentState =
  /** The form is the shopper's. `words` say why the last try came back. */
  | { readonly kind: "editing"; readonly words: string | null }
  /** The card fields check themselves and make an instrument. */
  | { readonly kind: "collecting" }
  /** The decision is with the till; the answer is awaited, however often the line breaks. */
  | { readonly kind: "sending"; readonly decision: PayDecision }
  /** Retries ran out. The same decision may be sent again, as often as one likes. */
  | { readonly kind: "unreachable"; readonly decision: PayDecision }
  /**
   * A bank wants to ask the shopper, or a wallet wants their word. After a reload its window opens only when asked for; a
   * wallet's opened at the tap and is open already.
   */
  | {
      readonly kind: "challenged";
      readonly action: ActionRequired;
      readonly opens: "now" | "on-request" | "already";
    }
  /** That is over; the till is told what came of it and asked how it came out. */
  | { readonly kind: "continuing"; readonly attemptId: string; readonly result: ActionResult | null }
  /** The shopper closed it and wants to pay otherwise: first it is made sure that nothing can be taken. */
  | { readonly kind: "leaving"; readonly attemptId: string }
  /** Nobody knows yet. `late`: it takes so long that the answer will come by mail. Paying anew is not offered. */
  | { readonly kind: "confirming"; readonly attemptId: string; readonly late: boolean }
  /** Nothing was charged: what is bought changed since the button was pressed, and the shopper is asked. */
  | { readonly kind: "changed"; readonly words: string; readonly before: Money; readonly after: Money }
  | { readonly kind: "paid"; readonly orderToken: string };

export type PaymentEvent =
  | { readonly kind: "pay-pressed" }
  | { readonly kind: "fields-refused"; readonly words: string | null }
  | { readonly kind: "decided"; readonly decision: PayDecision }
  | {
      readonly kind: "answered";
      readonly result: PayResult;
      readonly before: Money;
      /** A wallet's window stands open over the page and waits for what it has to show. */
      readonly walletIsOpen: boolean;
    }
  /** Our own server refused the request itself: no attempt was made. */
  | { readonly kind: "refused"; readonly words: string }
  | { readonly kind: "connection-lost" }
  | { readonly kind: "tried-again" }
  | { readonly kind: "challenge-opened" }
  | { readonly kind: "challenge-ended"; readonly result: ActionResult | null }
  | { readonly kind: "challenge-left" }
  /** Its window did not come, or broke. */
  | { readonly kind: "challenge-failed" }
  | { readonly kind: "grew-late" }
  /** The server was asked where things stand: after a load, and whenever the page is looked at again. */
  | {
      readonly kind: "seen";
      readonly payment: CheckoutView["payment"];
      /** A decision that was sent and never answered, kept across a reload. */
      readonly pending: PayDecision | null;
      readonly returned: Returned;
    };

/** How the shopper comes to the page: from a bank's or a wallet's own page with what it brought, having left it, or as ever. */
export type Returned =
  | { readonly kind: "no" }
  | { readonly kind: "back"; readonly result: ActionResult | null }
  | { readonly kind: "left" };

type StateOf<Kind extends PaymentState["kind"]> = Extract<PaymentState, { kind: Kind }>;
type EventOf<Kind extends PaymentEvent["kind"]> = Extract<PaymentEvent, { kind: Kind }>;
type Transitions = {
  readonly [State in PaymentState["kind"]]: {
    readonly [Event in PaymentEvent["kind"]]?: (state: StateOf<State>, event: EventOf<Event>) => PaymentState;
  };
};

export const untouched: PaymentState = { kind: "editing", words: null };

/** Every way from one state to another. What is not here does not happen: the event is ignored. */
export const transitions: Transitions = {
  editing: {
    "pay-pressed": () => ({ kind: "collecting" }),
    decided: (_, { decision }) => ({ kind: "sending", decision }),
    seen: afterLook,
  },
  collecting: {
    "fields-refused": (_, { words }) => ({ kind: "editing", words }),
    decided: (_, { decision }) => ({ kind: "sending", decision }),
  },
  sending: {
    answered: (_, event) => afterAnswer(event),
    refused: (_, { words }) => ({ kind: "editing", words }),
    "connection-lost": ({ decision }) => ({ kind: "unreachable", decision }),
    // Another request with this decision is at work, or died at it: what it began is asked after.
    seen: (state, event) => (event.pending === null ? afterLook(state, event) : state),
  },
  unreachable: {
    "tried-again": ({ decision }) => ({ kind: "sending", decision }),
    seen: afterLook,
  },
  challenged: {
    "challenge-opened": (state) => ({ ...state, opens: "now" }),
    "challenge-ended": ({ action: { attemptId } }, { result }) => ({ kind: "continuing", attemptId, result }),
    "challenge-left": ({ action: { attemptId } }) => ({ kind: "leaving", attemptId }),
    "challenge-failed": (state) => ({ ...state, opens: "on-request" }),
    seen: (state, event) => (event.payment.kind === "action-required" ? state : afterLook(state, event)),
  },
  continuing: {
    answered: (_, event) => afterAnswer(event),
    refused: (_, { words }) => ({ kind: "editing", words }),
    "connection-lost": ({ attemptId }) => ({ kind: "confirming", attemptId, late: false }),
  },
  leaving: {
    answered: (_, event) => afterAnswer(event),
    refused: (_, { words }) => ({ kind: "editing", words }),
    "connection-lost": ({ attemptId }) => ({ kind: "confirming", attemptId, late: false }),
  },
  confirming: {
    answered: ({ late }, event) =>
      event.result.kind === "confirming" ? { ...event.result, late } : afterAnswer(event),
    "grew-late": (state) => ({ ...state, late: true }),
    seen: (state, event) => (event.payment.kind === "paid" ? afterLook(state, event) : state),
  },
  changed: {
    "pay-pressed": () => ({ kind: "collecting" }),
    decided: (_, { decision }) => ({ kind: "sending", decision }),
    seen: (state, event) => (event.payment.kind === "not-started" ? state : afterLook(state, event)),
  },
  paid: {},
};

/** The page's payment, one event further. Pure: timers, requests and the provider's script live in the hook around it. */
export function paymentFlow(state: PaymentState, event: PaymentEvent): PaymentState {
  const step = transitions[state.kind][event.kind] as
    | ((state: PaymentState, event: PaymentEvent) => PaymentState)
    | undefined;
  return step ? step(state, event) : state;
}

/** While true nothing on the page may be edited, and a second press of the button does nothing. */
export function isBusy({ kind }: PaymentState): boolean {
  return kind !== "editing" && kind !== "changed";
}

function afterAnswer({ result, before, walletIsOpen }: EventOf<"answered">): PaymentState {
  switch (result.kind) {
    case "paid":
      return { kind: "paid", orderToken: result.orderToken };
    case "action-required":
      return { kind: "challenged", action: result, opens: opensAfter(result, walletIsOpen) };
    case "confirming":
      return { kind: "confirming", attemptId: result.attemptId, late: false };
    case "declined":
      return { kind: "editing", words: result.message };
    case "another-method-wanted":
    case "given-up":
      return { kind: "editing", words: null };
    case "changed":
      return { kind: "changed", words: result.message, before, after: result.checkout.total };
  }
}

function afterLook(state: PaymentState, { payment, pending, returned }: EventOf<"seen">): PaymentState {
  switch (payment.kind) {
    case "paid":
      return { kind: "paid", orderToken: payment.orderToken };
    case "confirming":
      return { kind: "confirming", attemptId: payment.attemptId, late: false };
    case "action-required":
      return afterReturn(payment, returned);
    case "declined":
      return { kind: "editing", words: payment.message };
    case "not-started":
    case "not-needed":
      // The answer was lost: the till is asked with the same key, and repeats what it said or does it now, once.
      return pending ? { kind: "sending", decision: pending } : state;
  }
}

/** Without a click no window opens: a wallet whose window is gone waits until it is asked for. */
function opensAfter({ provider }: ActionRequired, walletIsOpen: boolean) {
  if (provider !== "paypal") return "now";
  return walletIsOpen ? "already" : "on-request";
}

function afterReturn(action: ActionRequired, returned: Returned): PaymentState {
  const { attemptId } = action;
  switch (returned.kind) {
    case "back":
      return { kind: "continuing", attemptId, result: returned.result };
    case "left":
      return { kind: "leaving", attemptId };
    case "no":
      return { kind: "challenged", action, opens: "on-request" };
  }
}
