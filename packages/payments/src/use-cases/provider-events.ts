import type { Facts, HeardFailure, HeardRefund, ProviderName, Webhook } from "../provider.ts";
import type { ReceivedEvent } from "../payments.ts";
import type { AttemptStore, StoredEvent } from "../attempt-store.ts";

import { type Context, providerNamed, there } from "./context.ts";
import type { Attempt } from "../attempt/attempt.ts";
import { hear } from "./hear.ts";
import { hearDispute } from "./hear-dispute.ts";
import { proceed } from "./proceed.ts";
import { settle } from "./settle.ts";
import { settleRefund } from "./settle-refund.ts";

/** Verifies, then stores each event once by the provider's own id. */
export async function receiveProviderEvent(
  context: Context,
  { provider, ...webhook }: Webhook & { readonly provider: ProviderName },
): Promise<ReceivedEvent> {
  const parsed = await providerNamed(context, provider).parseWebhook(webhook);
  if (parsed.kind === "refused") return parsed;
  const { store } = context;
  const body = webhook.rawBody;
  const saved: { readonly id: string; readonly stored: boolean; readonly isApplied: boolean }[] = [];
  for (const event of parsed.events) {
    const isApplied = await saysNothingNew(store, { ...event, provider });
    saved.push({ ...(await store.saveEvent({ ...event, provider, body }, { isApplied })), isApplied });
  }
  const fresh = saved.filter(({ stored }) => stored);
  return fresh.length > 0
    ? { kind: "stored", eventIds: fresh.flatMap(({ id, isApplied }) => (isApplied ? [] : [id])) }
    : { kind: "duplicate", eventIds: saved.map(({ id }) => id) };
}

type Told = Pick<StoredEvent, "provider" | "providerReference" | "heard">;

/**
 * Nearly every webhook tells of what we asked for a moment ago: it speaks of no attempt, or of money that the attempt is
 * known to have taken and the listener has heard of, or of an attempt that is being asked for as not asked for yet.
 */
async function saysNothingNew(
  store: AttemptStore,
  { provider, providerReference, heard }: Told,
): Promise<boolean> {
  if (providerReference === null) return heard === null;
  if (heard?.kind !== "open" && heard?.kind !== "authorized" && heard?.kind !== "captured") return false;
  const attempt = await store.findByProviderReference(provider, providerReference);
  if (!attempt || Object.keys(heard.details ?? {}).length > 0) return false;
  if (!isKnown(attempt, heard)) return false;
  return (await store.findUnannounced(attempt.reference, 1)).length === 0;
}

function isKnown(
  { state }: Attempt,
  { kind }: Facts & { kind: "open" | "authorized" | "captured" },
): boolean {
  if (kind === "open") return ["created", "sent", "authorized", "captured"].includes(state);
  return state === "captured" || state === kind;
}

/**
 * An event is only a hint to look: what is applied is read from the provider at that moment, so events that come late,
 * twice or in the wrong order cannot say anything untrue. Where the provider cannot be read, what its signature covers is
 * weighed instead.
 */
export async function applyProviderEvent(context: Context, eventId: string): Promise<void> {
  const { store } = context;
  const event = await store.findEvent(eventId);
  if (!event || event.appliedAt !== null) return;
  if (event.heard?.kind === "refund") {
    await applyRefund(context, event.heard, event);
  } else if (event.heard?.kind === "dispute") {
    await hearDispute(context, event.heard, event);
  } else if (event.heard?.kind === "report") {
    await context.listener.reportWritten?.(event.provider, event.heard.day);
  } else if (event.providerReference !== null && !(await saysNothingNew(store, event))) {
    const attempt = await store.findByProviderReference(event.provider, event.providerReference);
    if (attempt) await apply(context, attempt, event.heard, event.type);
  }
  await store.markEventApplied(eventId);
}

/** Read at the provider where it can be read, else what its signature covers. One that is none of ours is left to the reconciliation. */
async function applyRefund(
  context: Context,
  heard: HeardRefund,
  { provider, type }: StoredEvent,
): Promise<void> {
  const refund = heard.refundId === null ? null : await context.refunds.find(heard.refundId);
  const attempt = refund && (await context.store.find(refund.attemptId));
  if (!refund) return tellOfLostReversal(context, heard);
  if (attempt?.provider !== provider) return;
  const reading = await providerNamed(context, provider).findRefund({
    ...there(attempt),
    refundId: refund.id,
    amount: refund.amount,
  });
  if (reading.kind === "unreadable") return void (await settleRefund(context, refund, heard.facts, type));
  if (reading.kind !== "answered") throw new ProviderSilent(type, reading.operatorMessage);
  if (reading.answer.kind !== "absent") await settleRefund(context, refund, reading.answer, type);
}

/** What was to be given back of an attempt that had ended goes by the attempt's own id. */
async function tellOfLostReversal({ store }: Context, { refundId, facts }: HeardRefund): Promise<void> {
  const attempt = refundId === null || facts.kind !== "failed" ? null : await store.find(refundId);
  if (!attempt || facts.kind !== "failed") return;
  const { id: attemptId, reference } = attempt;
  await store.openTask({
    kind: "refund-refused",
    subject: attemptId,
    summary: "Money taken on an attempt that had ended could not be given back.",
    details: { reference, attemptId, code: facts.code, operatorMessage: facts.operatorMessage },
  });
}

async function apply(
  context: Context,
  attempt: Attempt,
  heard: Facts | HeardFailure | null,
  type: string,
): Promise<void> {
  const reading = await providerNamed(context, attempt.provider).retrieve(there(attempt));
  if (reading.kind === "answered") {
    const after = await settle(context, attempt, reading.answer, type);
    if (reading.answer.kind === "approved" && after.state === "requires_action") {
      await proceed(context, after, null);
    }
    return;
  }
  if (reading.kind !== "unreadable") throw new ProviderSilent(type, reading.operatorMessage);
  if (heard === null) return;
  const result = await hear(context, attempt, heard, type);
  if (result === "later") throw new ProviderSilent(type, "the attempt is being asked for at this moment");
}

/** The event stays stored; apply it again later. */
export class ProviderSilent extends Error {
  constructor(eventType: string, reason: string) {
    super(`Event ${eventType} waits, because its provider could not be asked: ${reason}`);
    this.name = "ProviderSilent";
  }
}
