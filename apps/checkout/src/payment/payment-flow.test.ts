import type { CheckoutView, PayResult } from "@evertill/checkout/api";
import { currency, money } from "@evertill/money";
import fc from "fast-check";
import { expect, test } from "vitest";
import { aCheckout } from "../testing/a-checkout.ts";
import { decide } from "./pay-decision.ts";
import {
  isBusy,
  type PaymentEvent,
  paymentFlow,
  type PaymentState,
  type Returned,
  transitions,
  untouched,
} from "./payment-flow.ts";

const before = money(12_900, currency("GBP"));
const after = money(14_900, currency("GBP"));
const decision = decide(
  {
    quoteId: "quote-1",
    total: before,
    instrument: { provider: "stripe", confirmationToken: "ctoken_1" },
  },
  new Date("2026-11-21T10:00:00Z"),
  () => new Uint8Array(16).fill(7),
);
const checkout: CheckoutView = { ...aCheckout(), total: after };
const challenge = { attemptId: "a1", provider: "stripe", clientSecret: "pi_1_secret_2" } as const;
const approval = { kind: "action-required", attemptId: "a1", provider: "paypal", orderId: "5O1" } as const;
const brought = { provider: "adyen", details: { redirectResult: "r" } } as const;
const ways: readonly Returned[] = [{ kind: "no" }, { kind: "back", result: brought }, { kind: "left" }];

const results: readonly PayResult[] = [
  { kind: "paid", orderToken: "order-1", orderNumber: "1001" },
  { kind: "action-required", ...challenge },
  { kind: "confirming", attemptId: "a1" },
  { kind: "declined", message: "The bank said no.", checkout },
  { kind: "another-method-wanted", provider: "stripe", checkout },
  { kind: "given-up", checkout },
  { kind: "changed", reason: "price", message: "The price changed.", checkout },
];
const payments: readonly CheckoutView["payment"][] = [
  { kind: "not-started" },
  { kind: "not-needed" },
  { kind: "action-required", ...challenge },
  { kind: "confirming", attemptId: "a1", since: "2026-11-21T10:00:00.000Z" },
  { kind: "declined", message: "The bank said no." },
  { kind: "paid", orderToken: "order-1", orderNumber: "1001" },
];
const events: readonly PaymentEvent[] = [
  { kind: "pay-pressed" },
  { kind: "fields-refused", words: "Enter a card." },
  { kind: "decided", decision },
  ...[...results, approval].flatMap((result) =>
    [true, false].map((walletIsOpen) => ({ kind: "answered", result, before, walletIsOpen }) as const),
  ),
  { kind: "refused", words: "Press the button again." },
  { kind: "connection-lost" },
  { kind: "tried-again" },
  { kind: "challenge-opened" },
  { kind: "challenge-ended", result: brought },
  { kind: "challenge-left" },
  { kind: "challenge-failed" },
  { kind: "grew-late" },
  ...payments.flatMap((payment) =>
    [decision, null].flatMap((pending) =>
      ways.map((returned) => ({ kind: "seen", payment, pending, returned }) as const),
    ),
  ),
];

function run(...steps: readonly PaymentEvent[]): PaymentState {
  return steps.reduce(paymentFlow, untouched);
}
const answered = (kind: PayResult["kind"]): PaymentEvent => {
  const result = results.find((each) => each.kind === kind);
  if (!result) throw new Error(`No example of ${kind}`);
  return { kind: "answered", result, before, walletIsOpen: false };
};
const seen = (
  kind: CheckoutView["payment"]["kind"],
  more: { pending?: typeof decision | null; returned?: Returned } = {},
): PaymentEvent => {
  const payment = payments.find((each) => each.kind === kind);
  if (!payment) throw new Error(`No example of ${kind}`);
  return { kind: "seen", payment, pending: more.pending ?? null, returned: more.returned ?? { kind: "no" } };
};
const paying: readonly PaymentEvent[] = [{ kind: "pay-pressed" }, { kind: "decided", decision }];

test("every state can be reached", () => {
  const reached = new Set<PaymentState["kind"]>();
  const queue: PaymentState[] = [untouched];
  for (let state = queue.pop(); state; state = queue.pop()) {
    if (reached.has(state.kind)) continue;
    reached.add(state.kind);
    queue.push(...events.map((event) => paymentFlow(state, event)));
  }
  expect([...reached].sort()).toEqual(Object.keys(transitions).sort());
});

test("paid is final, whatever comes", () => {
  const paid = run(...paying, answered("paid"));
  expect(paid).toEqual({ kind: "paid", orderToken: "order-1" });
  for (const event of events) expect(paymentFlow(paid, event)).toBe(paid);
});

test("a second press of the button changes nothing once the first is on its way", () => {
  const first = run(...paying);
  expect(paymentFlow(paymentFlow(first, { kind: "pay-pressed" }), { kind: "decided", decision })).toBe(first);
  expect(isBusy(first)).toBe(true);
});

test("a declined card gives the form back with the reason", () => {
  expect(run(...paying, answered("declined"))).toEqual({ kind: "editing", words: "The bank said no." });
});

test("a lost line keeps the decision, and trying again sends the very same one", () => {
  const lost = run(...paying, { kind: "connection-lost" });
  expect(lost).toEqual({ kind: "unreachable", decision });
  expect(paymentFlow(lost, { kind: "tried-again" })).toEqual({ kind: "sending", decision });
});

test("what another request with the same decision has begun is asked after", () => {
  expect(run(...paying, seen("confirming")).kind).toBe("confirming");
  expect(run(...paying, seen("paid")).kind).toBe("paid");
  expect(run(...paying, seen("not-started"))).toEqual({ kind: "sending", decision });
  expect(run(...paying, seen("confirming", { pending: decision }))).toEqual({ kind: "sending", decision });
});

test("a line that is back is used without being asked to", () => {
  const lost: readonly PaymentEvent[] = [...paying, { kind: "connection-lost" }];
  expect(run(...lost, seen("not-started", { pending: decision }))).toEqual({ kind: "sending", decision });
  expect(run(...lost, seen("confirming", { pending: decision })).kind).toBe("confirming");
});

test("a reload after a lost answer sends the same decision again", () => {
  expect(run(seen("not-started", { pending: decision }))).toEqual({ kind: "sending", decision });
});

test("a changed total shows old and new and waits for the shopper", () => {
  const changed = run(...paying, answered("changed"));
  expect(changed).toEqual({ kind: "changed", words: "The price changed.", before, after });
  expect(isBusy(changed)).toBe(false);
  expect(paymentFlow(changed, { kind: "pay-pressed" })).toEqual({ kind: "collecting" });
});

test("an unknown outcome is never left for the form, whatever the shopper does or the line loses", () => {
  const confirming = run(...paying, answered("confirming"));
  const byShopper = events.filter(({ kind }) => kind !== "answered" && kind !== "seen");
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...byShopper)), (steps) => {
      expect(steps.reduce(paymentFlow, confirming).kind).toBe("confirming");
    }),
  );
});

test("an answer that is still unknown keeps the words about mail once they are shown", () => {
  const late = run(...paying, answered("confirming"), { kind: "grew-late" });
  expect(paymentFlow(late, answered("confirming"))).toEqual({
    kind: "confirming",
    attemptId: "a1",
    late: true,
  });
});

test("the bank's window opens at once on the way to pay, and only on request after a reload", () => {
  expect(run(...paying, answered("action-required"))).toMatchObject({ kind: "challenged", opens: "now" });
  const reloaded = run(seen("action-required"));
  expect(reloaded).toMatchObject({ kind: "challenged", opens: "on-request" });
  expect(paymentFlow(reloaded, { kind: "challenge-opened" })).toMatchObject({ opens: "now" });
});

test("coming back from a bank's own page asks how it came out, even without a memory of having left", () => {
  const returned = { kind: "back", result: brought } as const;
  expect(run(seen("action-required", { returned }))).toEqual({
    kind: "continuing",
    attemptId: "a1",
    result: brought,
  });
});

test("coming back from a page that was left gives the try up before the form is the shopper's again", () => {
  const leaving = run(seen("action-required", { returned: { kind: "left" } }));
  expect(leaving).toEqual({ kind: "leaving", attemptId: "a1" });
  expect(isBusy(leaving)).toBe(true);
  expect(paymentFlow(leaving, answered("given-up"))).toEqual(untouched);
});

test("a wallet's window that opened at the tap is not opened again, and one that is gone waits for a click", () => {
  const answer = (walletIsOpen: boolean): PaymentEvent => ({
    kind: "answered",
    result: approval,
    before,
    walletIsOpen,
  });
  expect(run({ kind: "decided", decision }, answer(true))).toMatchObject({ opens: "already" });
  expect(run({ kind: "decided", decision }, answer(false))).toMatchObject({ opens: "on-request" });
});

test("a provider that cannot gives the form back without a word", () => {
  expect(run(...paying, answered("another-method-wanted"))).toEqual(untouched);
});

test("a challenge that broke is offered again, or left", () => {
  const broke = run(...paying, answered("action-required"), { kind: "challenge-failed" });
  expect(broke).toMatchObject({ kind: "challenged", opens: "on-request" });
  expect(paymentFlow(broke, { kind: "challenge-left" })).toMatchObject({ kind: "leaving" });
});

test("a payment made in another tab ends this one too", () => {
  expect(run(seen("paid"))).toEqual({ kind: "paid", orderToken: "order-1" });
  expect(run(...paying, { kind: "connection-lost" }, seen("paid")).kind).toBe("paid");
});
