import type { ProviderName, Webhook } from "../provider.ts";
import type { ReceivedEvent } from "../payments.ts";
import { type Context, providerNamed } from "./context.ts";
import { settle } from "./settle.ts";

/** Verifies, then stores once by the provider's own id. */
export async function receiveProviderEvent(
  context: Context,
  { provider, ...webhook }: Webhook & { readonly provider: ProviderName },
): Promise<ReceivedEvent> {
  const parsed = providerNamed(context, provider).parseWebhook(webhook);
  if (parsed.kind === "refused") return parsed;
  const { eventId, type, providerReference } = parsed;
  const body = webhook.rawBody;
  const saved = await context.store.saveEvent({ provider, eventId, type, providerReference, body });
  return { kind: saved.stored ? "stored" : "duplicate", eventId: saved.id };
}

/**
 * An event is only a hint to look: what is applied is read from the provider at that moment, so events that come late,
 * twice or in the wrong order cannot say anything untrue.
 */
export async function applyProviderEvent(context: Context, eventId: string): Promise<void> {
  const { store } = context;
  const event = await store.findEvent(eventId);
  if (!event || event.appliedAt !== null) return;
  if (event.providerReference !== null) {
    const attempt = await store.findByProviderReference(event.provider, event.providerReference);
    if (attempt) {
      const call = await providerNamed(context, event.provider).retrieve(event.providerReference);
      if (call.kind !== "answered") throw new ProviderSilent(event.type, call.operatorMessage);
      await settle(context, attempt, call.answer, event.type);
    }
  }
  await store.markEventApplied(eventId);
}

/** The event stays stored; apply it again later. */
export class ProviderSilent extends Error {
  constructor(eventType: string, reason: string) {
    super(`Event ${eventType} waits, because its provider could not be asked: ${reason}`);
    this.name = "ProviderSilent";
  }
}
