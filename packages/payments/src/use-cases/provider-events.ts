import type { ProviderName, Webhook } from "../provider.ts";
import type { ReceivedEvent } from "../payments.ts";
import type { StoredEvent } from "../attempt-store.ts";

import { type Context, providerNamed, there } from "./context.ts";
import type { Attempt } from "../attempt/attempt.ts";
import { hear } from "./hear.ts";
import { proceed } from "./proceed.ts";
import { settle } from "./settle.ts";

/** Verifies, then stores each event once by the provider's own id. */
export async function receiveProviderEvent(
  context: Context,
  { provider, ...webhook }: Webhook & { readonly provider: ProviderName },
): Promise<ReceivedEvent> {
  const parsed = await providerNamed(context, provider).parseWebhook(webhook);
  if (parsed.kind === "refused") return parsed;
  const body = webhook.rawBody;
  const saved: { readonly id: string; readonly stored: boolean }[] = [];
  for (const event of parsed.events) saved.push(await context.store.saveEvent({ ...event, provider, body }));
  const fresh = saved.filter(({ stored }) => stored);
  return fresh.length > 0
    ? { kind: "stored", eventIds: fresh.map(({ id }) => id) }
    : { kind: "duplicate", eventIds: saved.map(({ id }) => id) };
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
  if (event.providerReference !== null) {
    const attempt = await store.findByProviderReference(event.provider, event.providerReference);
    if (attempt) await apply(context, attempt, event);
  }
  await store.markEventApplied(eventId);
}

async function apply(context: Context, attempt: Attempt, { type, heard }: StoredEvent): Promise<void> {
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
