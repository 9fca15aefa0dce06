import type { Attempt, FenceReason } from "../attempt/attempt.ts";
import type { SweepReport } from "../payments.ts";
import type { Refund } from "../refund/refund.ts";
import { announce } from "./announce.ts";
import { ageMs, askingMs, type Context, providerNamed, there } from "./context.ts";
import { isPayableElsewhere } from "./payable-elsewhere.ts";
import { cancel, closeDeclined, fence } from "./fence.ts";
import { proceed } from "./proceed.ts";
import { pursueRefund } from "./refund.ts";
import { applyProviderEvent } from "./provider-events.ts";
import { reverse } from "./reverse.ts";
import { settle } from "./settle.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/**
 * When an open attempt is read again, after the n-th read. Kill Bill's janitor has the same shape; ours begins sooner,
 * because a shopper waits, and goes on for twenty minutes, because that is how soon a provider is back.
 */
const readAgainAfterMs = [10, 20, 30, 60, 120, 180, 180, 180, 180, 180, 180, 300, 900, 3600].map(
  (seconds) => seconds * secondMs,
);
/** A challenge that nobody answered in this time is fenced. */
const challengeMs = 60 * minuteMs;
/** After this a person is told; the attempt stays unknown. */
const personMs = 30 * minuteMs;
/** An attempt the provider has not been asked for is fenced after this. */
const unaskedMs = minuteMs;
/** How long the webhook of a provider that cannot be read is waited for before the attempt is fenced. */
const unheardMs = 2 * minuteMs;
const batch = 100;

export async function sweep(context: Context): Promise<SweepReport> {
  const { store } = context;
  const due = await store.findDue(batch);
  let settled = 0;
  for (const attempt of due) settled += (await readAgain(context, attempt)) ? 1 : 0;
  for (const attempt of await store.findToReverse(batch)) await reverseAgain(context, attempt);
  const refundsSettled = await pursueRefunds(context);
  const eventsApplied = await applyForgotten(context);
  const announced = await announce(context, null);
  await context.tries?.forget(context.clock.now());
  await context.cardDeclines?.forget(context.clock.now());
  await context.cardPayments?.forget(context.clock.now());
  await context.health.probe((name) => providerNamed(context, name).probe());
  const stillUnknown = await store.countUnknown();
  return { read: due.length, settled, eventsApplied, announced, refundsSettled, stillUnknown };
}

/** True when the attempt left its state. */
async function readAgain(context: Context, attempt: Attempt): Promise<boolean> {
  const { store, log } = context;
  await store.scheduleRead(attempt, nextRead(context, attempt));
  try {
    const after = await settleOpen(context, attempt);
    const open = after.state === "sent" || after.state === "unknown";
    if (open && ageMs(context, after.createdAt) >= personMs) {
      await askPerson(context, after);
    }
    return after.state !== attempt.state;
  } catch (error) {
    log.error({ err: error, attemptId: attempt.id }, "sweeping a payment attempt failed");
    return false;
  }
}

function nextRead({ clock }: Context, { reads }: { readonly reads: number }): Date {
  const wait = readAgainAfterMs[Math.min(reads, readAgainAfterMs.length - 1)] ?? minuteMs;
  return new Date(clock.now().getTime() + wait);
}

async function settleOpen(context: Context, attempt: Attempt): Promise<Attempt> {
  if (attempt.state === "created") {
    return ageMs(context, attempt.since) < unaskedMs ? attempt : fence(context, attempt, "superseded");
  }
  if (attempt.state === "authorized" && attempt.fenceReason !== null) {
    return fence(context, attempt, attempt.fenceReason);
  }
  if (attempt.providerReference === null) return attempt;
  const call = await providerNamed(context, attempt.provider).retrieve(there(attempt));
  if (call.kind === "unreadable") return settleUnreadable(context, attempt);
  if (call.kind !== "answered") return attempt;
  const after = await settle(context, attempt, call.answer, "sweep");
  const stale = attempt.state !== "sent" || ageMs(context, attempt.since) >= askingMs;
  if (call.answer.kind === "approved" && after.fenceReason === null && stale) {
    return proceed(context, after, null);
  }
  const asked = after.state === "sent" || after.state === "unknown";
  // It was to be asked, the process died or the request was lost, and it can still be asked: a fence is proof, time is not.
  if (asked && call.answer.kind === "open" && ageMs(context, attempt.since) >= unaskedMs) {
    return fence(context, after, after.fenceReason ?? (await whyFenced(context, after)));
  }
  if (asked && after.fenceReason !== null) return fence(context, after, after.fenceReason);
  if (after.state === "requires_action" && ageMs(context, after.createdAt) >= challengeMs) {
    return fence(context, after, "lapsed");
  }
  return after;
}

/** No way to ask: its webhook is given time, then only a fence proves anything. */
async function settleUnreadable(context: Context, attempt: Attempt): Promise<Attempt> {
  if (attempt.fenceReason !== null) return fence(context, attempt, attempt.fenceReason);
  if (attempt.state === "requires_action") {
    return ageMs(context, attempt.createdAt) < challengeMs ? attempt : fence(context, attempt, "lapsed");
  }
  if (ageMs(context, attempt.since) < unheardMs) return attempt;
  return fence(context, attempt, await whyFenced(context, attempt));
}

async function whyFenced(context: Context, attempt: Attempt): Promise<FenceReason> {
  return (await isPayableElsewhere(context, attempt)) ? "unable" : "superseded";
}

async function askPerson({ store, clock }: Context, attempt: Attempt): Promise<void> {
  await store.openTask({
    kind: "payment-unknown",
    subject: attempt.id,
    summary: "A payment attempt has been unknown for more than 30 minutes.",
    details: {
      reference: attempt.reference,
      attemptId: attempt.id,
      number: attempt.number,
      amount: attempt.amount,
      provider: attempt.provider,
      billingCountry: attempt.billingCountry,
      fenceReason: attempt.fenceReason,
      providerReference: attempt.providerReference,
      since: attempt.since.toISOString(),
      seenAt: clock.now().toISOString(),
    },
  });
}

async function reverseAgain(context: Context, attempt: Attempt): Promise<void> {
  if (attempt.providerReference === null) return;
  const call = await providerNamed(context, attempt.provider).retrieve(there(attempt));
  // It goes on under the key it was asked with; the webhook that proves it ends it.
  if (call.kind === "unreadable") return closeUnreadable(context, attempt);
  if (call.kind !== "answered") return;
  const { kind } = call.answer;
  if (kind === "canceled") return context.store.markReversed(attempt);
  if (kind === "declined" || kind === "open") return closeDeclined(context, attempt);
  await reverse(context, attempt, call.answer, "sweep");
}

async function closeUnreadable(context: Context, attempt: Attempt): Promise<void> {
  const call = await cancel(context, attempt, "cancel:late-success");
  if (call.kind === "answered" && call.answer.kind !== "processing") {
    await settle(context, attempt, call.answer, "sweep");
  }
}

/** Refunds whose answer was lost, or whose process died before it asked; returns how many left their state. */
async function pursueRefunds(context: Context): Promise<number> {
  const { refunds, log } = context;
  let settled = 0;
  for (const refund of await refunds.findDue(batch)) {
    await refunds.scheduleRead(refund, nextRead(context, refund));
    try {
      await pursueRefund(context, refund);
      const after = (await refunds.find(refund.id)) ?? refund;
      settled += after.state === refund.state ? 0 : 1;
      if (isOverdue(context, after)) await tellOfOverdueRefund(context, after);
    } catch (error) {
      log.error({ err: error, refundId: refund.id }, "sweeping a refund failed");
    }
  }
  return settled;
}

/** Providers that take note tell within hours; a refund to a bank account within days. */
const refundPendingMs = 7 * 24 * 60 * minuteMs;

function isOverdue(context: Context, { state, requestedAt }: Refund): boolean {
  if (state === "pending") return ageMs(context, requestedAt) >= refundPendingMs;
  return (state === "requested" || state === "unknown") && ageMs(context, requestedAt) >= personMs;
}

async function tellOfOverdueRefund({ store }: Context, refund: Refund): Promise<void> {
  const { id, reference, attemptId, amount, state, requestedAt, providerReference } = refund;
  await store.openTask({
    kind: "refund-unknown",
    subject: id,
    summary: "What came of a refund is not learnt. It is still looked after, and never asked for twice.",
    details: {
      reference,
      attemptId,
      amount,
      state,
      requestedAt: requestedAt.toISOString(),
      providerReference,
    },
  });
}

async function applyForgotten(context: Context): Promise<number> {
  const { store, clock, log } = context;
  const before = new Date(clock.now().getTime() - minuteMs);
  let applied = 0;
  for (const { id } of await store.findUnappliedEvents(before, batch)) {
    try {
      await applyProviderEvent(context, id);
      applied += 1;
    } catch (error) {
      log.warn({ err: error, eventId: id }, "a stored provider event waits");
    }
  }
  return applied;
}
