import type { PaymentOutcome, ProviderName } from "@evertill/payments";
import type { PayResult } from "../api/contract.ts";
import { copyIn } from "../copy/copy.ts";
import { type AttemptNote, type Checkout, providerOf } from "../domain/checkout.ts";
import type { Workings } from "../till.ts";
import { wasPromised } from "./answer-by-mail.ts";
import { awaitAnotherMethod } from "./await-another-method.ts";
import { finalizePayment } from "./finalize-payment.ts";
import { languageOf } from "./price-document.ts";
import { reopen } from "./reopen.ts";
import { viewOf } from "./view.ts";

/** How long the process that began to pay is taken to be at work; paying has a deadline of 12 s. */
export const payingLifetimeMs = 2 * 60_000;
/** How long a shopper may take for the bank's question before the attempt is fenced. */
export const challengeLifetimeMs = 30 * 60_000;
/** How soon an outcome that is not known is asked for again by the sweep. */
export const confirmingLifetimeMs = 60_000;

type Try = { readonly checkout: Checkout; readonly tryId: string };

/** Turns what payments said of a try into what the shopper is told, and into what is kept. */
export function settleOutcome(parts: Workings, attempt: Try, outcome: PaymentOutcome): Promise<PayResult> {
  switch (outcome.kind) {
    case "authorized":
      return settleAuthorized(parts, attempt, outcome);
    case "requires-action":
      return settleAction(parts, attempt, outcome);
    case "declined":
      return settleDeclined(parts, attempt, outcome);
    case "another-method-wanted":
      return settleUnable(parts, attempt, outcome.provider);
    case "unknown":
      return settleUnknown(parts, attempt, outcome.attemptId);
  }
}

async function settleAuthorized(
  parts: Workings,
  { checkout }: Try,
  { attemptId, amount, card }: Extract<PaymentOutcome, { kind: "authorized" }>,
): Promise<PayResult> {
  const placed = await parts.store.findOrderByCheckout(parts.database, checkout.id);
  if (placed?.attemptId === attemptId) {
    return { kind: "paid", orderToken: placed.token, orderNumber: placed.number };
  }
  const result = await finalizePayment(parts, checkout.id, {
    attemptId,
    provider: providerOf(checkout.document) ?? "unknown",
    amount,
    card,
  });
  if (result.kind === "placed") {
    return { kind: "paid", orderToken: result.orderToken, orderNumber: result.orderNumber };
  }
  // The money is on its way back: until that is proven nothing may be paid anew.
  return { kind: "confirming", attemptId };
}

async function settleAction(
  parts: Workings,
  attempt: Try,
  { attemptId, action }: Extract<PaymentOutcome, { kind: "requires-action" }>,
): Promise<PayResult> {
  const note = { kind: "action-required" as const, tryId: attempt.tryId, attemptId, ...action };
  await noteTry(parts, attempt, note, challengeLifetimeMs);
  return { kind: "action-required", attemptId, ...action };
}

async function settleDeclined(
  parts: Workings,
  { checkout, tryId }: Try,
  { decline }: Extract<PaymentOutcome, { kind: "declined" }>,
): Promise<PayResult> {
  const message = copyIn(languageOf(checkout.locale)).declined[decline.shopperMessage];
  const reopened = await reopen(parts, checkout.id, {
    isThatTry: (note) => note !== null && note.kind !== "declined" && note.tryId === tryId,
    declined: message,
  });
  const order =
    reopened?.state === "completed"
      ? await parts.store.findOrderByCheckout(parts.database, checkout.id)
      : null;
  if (order) return { kind: "paid", orderToken: order.token, orderNumber: order.number };
  return { kind: "declined", message, checkout: viewOf(reopened ?? checkout, null) };
}

/** Nobody said no: goods and page stay as they are, and the shopper pays by another provider. */
async function settleUnable(
  parts: Workings,
  { checkout, tryId }: Try,
  provider: ProviderName,
): Promise<PayResult> {
  const kept = await awaitAnotherMethod(parts, checkout.id, {
    isThatTry: (note) => "tryId" in note && note.tryId === tryId,
    provider,
  });
  return { kind: "another-method-wanted", provider, checkout: viewOf(kept ?? checkout, null) };
}

async function settleUnknown(parts: Workings, attempt: Try, attemptId: string): Promise<PayResult> {
  const since = parts.clock.now().toISOString();
  const provider = providerOf(attempt.checkout.document);
  const note = { kind: "confirming" as const, tryId: attempt.tryId, attemptId, provider, since };
  const order = await noteTry(parts, attempt, note, confirmingLifetimeMs);
  return order ?? { kind: "confirming", attemptId };
}

/** Keeps the note of this try; a webhook may have placed the order meanwhile, which is the answer then. */
async function noteTry(
  parts: Workings,
  { checkout, tryId }: Try,
  attempt: Extract<AttemptNote, { kind: "confirming" | "action-required" }>,
  lifetimeMs: number,
): Promise<PayResult | null> {
  return parts.database.transaction(async (tx) => {
    const now = parts.clock.now();
    const current = await parts.store.lockCheckout(tx, checkout.id);
    if (current?.state === "completed") {
      const order = await parts.store.findOrderByCheckout(tx, checkout.id);
      return order && { kind: "paid", orderToken: order.token, orderNumber: order.number };
    }
    const before = current?.document.attempt;
    if (!current || !before || before.kind === "declined" || before.tryId !== tryId) return null;
    const since = before.kind === "confirming" && attempt.kind === "confirming" ? before.since : null;
    const note = {
      ...attempt,
      ...(since === null ? {} : { since }),
      ...(wasPromised(before, now) ? { isPromised: true as const } : {}),
    };
    await parts.store.noteAttempt(tx, current, {
      document: { ...current.document, attempt: note },
      claimedUntil: new Date(now.getTime() + lifetimeMs),
      now,
    });
    return null;
  });
}
