import type { Attempt } from "../attempt/attempt.ts";
import type { StoredEvent } from "../attempt-store.ts";
import type { PaymentNews } from "../payments.ts";
import type { HeardDispute } from "../provider.ts";
import { announce } from "./announce.ts";
import type { Context } from "./context.ts";

/**
 * Records what a provider's signed event told of a dispute, once; money that moved goes to the listener. Whoever answers the
 * dispute is a person, who gets one task for it.
 */
export async function hearDispute(context: Context, heard: HeardDispute, event: StoredEvent): Promise<void> {
  const { store, disputes, log } = context;
  const { disputeReference, stage, amount } = heard;
  const attempt = await attemptOf(context, heard, event);
  if (!attempt) {
    log.error(
      { provider: event.provider, disputeReference, stage },
      "a dispute speaks of no attempt of ours",
    );
    return;
  }
  const { eventId } = event;
  const added = await disputes?.record(attempt, heard, { eventId, news: newsOf(attempt, heard, eventId) });
  const { id: attemptId, reference, provider } = attempt;
  if (added?.isNew) {
    await store.openTask({
      kind: "payment-disputed",
      subject: `${provider} ${disputeReference}`,
      summary: "A shopper asked their bank or wallet for the money back: answer it at the provider.",
      details: { reference, attemptId, amount, reason: heard.reason, stage },
    });
  }
  await announce(context, reference);
}

async function attemptOf(
  { store }: Context,
  { attemptId }: HeardDispute,
  { provider, providerReference }: StoredEvent,
): Promise<Attempt | null> {
  const found =
    providerReference === null
      ? attemptId && (await store.find(attemptId))
      : await store.findByProviderReference(provider, providerReference);
  return found && found.provider === provider ? found : null;
}

function newsOf(attempt: Attempt, heard: HeardDispute, stepId: string): PaymentNews | null {
  const { stage, amount, disputeReference } = heard;
  if (stage !== "withdrawn" && stage !== "returned") return null;
  const { reference, id: attemptId, provider } = attempt;
  return { kind: `dispute-${stage}`, reference, attemptId, provider, disputeReference, stepId, amount };
}
