import { createHmac } from "node:crypto";
import type { SandboxContext } from "../../context.ts";
import { type EventDocument, stripeKinds } from "../model.ts";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";

/** An event on its way to our worker. */
export type StripeDeliveryDocument = {
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly uri: string;
  readonly triggeredAt: string;
  readonly state: "waiting" | "delivered" | "given-up" | "lost";
  readonly dueAt: string;
  readonly attempts: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly note: string;
  }[];
};

// Live mode repeats over three days, exponentially (docs.stripe.com/webhooks, 2026); a sandbox that ran this long is rare.
const repeatAfterSeconds = [5, 30, 120, 600, 3_600, 14_400, 43_200, 86_400];
const answerWithinMs = 10_000;
const keptMax = 500;

/** Records an event and puts it on its way, in the same save as the change. */
export function record(account: StripeAccount, type: string, object: object): void {
  const { store, env, faults, now } = account.sandbox;
  const event: EventDocument = {
    id: newId("evt"),
    created: seconds(account),
    type,
    object,
    request: { id: null, idempotencyKey: null },
  };
  account.events.put(event);
  const fault = faults.meet("stripe-webhooks", type);
  const lateMs = fault?.mode === "webhook-late" ? fault.delayMs : 0;
  for (let copy = 0; copy < (fault?.mode === "webhook-twice" ? 2 : 1); copy += 1) {
    store.collection<StripeDeliveryDocument>(stripeKinds.webhookDelivery).put({
      id: `we_delivery_${store.next("stripe-webhook-delivery")}`,
      eventId: event.id,
      type,
      uri: env.SANDBOX_STRIPE_WEBHOOK_URL,
      triggeredAt: now().toISOString(),
      state: fault?.mode === "webhook-lost" ? "lost" : "waiting",
      dueAt: new Date(now().getTime() + lateMs).toISOString(),
      attempts: [],
    });
  }
}

export function eventView({ id, created, type, object, request }: EventDocument): Record<string, unknown> {
  return {
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created,
    data: { object },
    livemode: false,
    pending_webhooks: 0,
    request: { id: request.id, idempotency_key: request.idempotencyKey },
    type,
  };
}

/** Sends what is due until it is closed. */
export function startEventSender(
  sandbox: SandboxContext,
  { pollMs = 50 }: { pollMs?: number } = {},
): { close: () => Promise<void> } {
  const closing = new AbortController();
  const loop = (async () => {
    while (!closing.signal.aborted) {
      await sendDueEvents(sandbox).catch((error: unknown) =>
        sandbox.log.error({ err: error }, "event round failed"),
      );
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  })();
  return {
    close: async () => {
      closing.abort();
      await loop;
    },
  };
}

/** One round: every delivery that is due now. Resolves when each was answered or refused. */
export async function sendDueEvents({ store, env, now }: SandboxContext): Promise<void> {
  const deliveries = store.collection<StripeDeliveryDocument>(stripeKinds.webhookDelivery);
  const events = store.collection<EventDocument>(stripeKinds.event);
  const due = deliveries
    .all()
    .filter(({ state, dueAt }) => state === "waiting" && Date.parse(dueAt) <= now().getTime());
  for (let start = 0; start < due.length; start += 20) {
    await Promise.all(
      due.slice(start, start + 20).map(async (delivery) => {
        const event = events.get(delivery.eventId);
        const body = JSON.stringify(event ? eventView(event) : {});
        deliveries.put(
          settle(delivery, now(), await post(delivery.uri, body, env.STRIPE_WEBHOOK_SECRET, now())),
        );
      }),
    );
    await store.save();
  }
  const ended = deliveries.all().filter(({ state }) => state !== "waiting");
  for (const { id, eventId } of ended.slice(0, Math.max(0, ended.length - keptMax))) {
    deliveries.delete(id);
    events.delete(eventId);
  }
}

type Answer = { readonly status: number | null; readonly note: string };

function settle(delivery: StripeDeliveryDocument, at: Date, answer: Answer): StripeDeliveryDocument {
  const attempts = [...delivery.attempts, { at: at.toISOString(), ...answer }];
  if (answer.status !== null && answer.status >= 200 && answer.status < 300)
    return { ...delivery, attempts, state: "delivered" };
  const wait = repeatAfterSeconds[attempts.length - 1];
  if (wait === undefined) return { ...delivery, attempts, state: "given-up" };
  return { ...delivery, attempts, dueAt: new Date(at.getTime() + wait * 1_000).toISOString() };
}

async function post(uri: string, body: string, secret: string, at: Date): Promise<Answer> {
  const timestamp = Math.floor(at.getTime() / 1_000);
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  try {
    const answer = await fetch(uri, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(answerWithinMs),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "stripe-signature": `t=${timestamp},v1=${signature}`,
      },
    });
    return { status: answer.status, note: (await answer.text()).slice(0, 200) };
  } catch (error) {
    return { status: null, note: error instanceof Error ? error.message : String(error) };
  }
}
