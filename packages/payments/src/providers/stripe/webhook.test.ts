import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createStripeProvider } from "./stripe-provider.ts";

const webhookSecret = "whsec_sandbox";
const now = new Date("2026-11-21T12:00:00Z");
const provider = createStripeProvider({ secretKey: "sk_test_sandbox", webhookSecret }, () => now);
const rawBody = JSON.stringify({
  id: "evt_1",
  object: "event",
  type: "payment_intent.amount_capturable_updated",
  data: {
    object: {
      object: "payment_intent",
      id: "pi_1",
      status: "requires_capture",
      amount_capturable: 4_900,
      currency: "eur",
      latest_charge: "ch_1",
    },
  },
});

function signed(secondsFromNow: number, body = rawBody, secret = webhookSecret) {
  const t = Math.floor(now.getTime() / 1_000) + secondsFromNow;
  const v1 = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  return { "stripe-signature": `t=${t},v1=${v1}` };
}

test("a signed event is named with the attempt it speaks of and what it says of it", async () => {
  expect(await provider.parseWebhook({ rawBody, headers: signed(0) })).toEqual({
    kind: "events",
    events: [
      {
        eventId: "evt_1",
        type: "payment_intent.amount_capturable_updated",
        providerReference: "pi_1",
        heard: { kind: "authorized", amount: { amountMinor: 4_900, currency: "EUR" }, card: null },
      },
    ],
  });
});

test.each([
  ["forged", signed(0, rawBody, "whsec_other")],
  ["for another body", signed(0, "{}")],
  ["stale", signed(-301)],
  ["future-dated", signed(301)],
  ["absent", {}],
  ["unreadable", { "stripe-signature": "nonsense" }],
])("a signature that is %s is refused", async (_, headers) => {
  expect(await provider.parseWebhook({ rawBody, headers })).toMatchObject({ kind: "refused" });
});

test.each([
  ["dispute", "names the payment it belongs to", "pi_9"],
  ["charge", "speaks of no payment, which has an event of its own", null],
])("an event about a %s %s", async (object, _, providerReference) => {
  const body = JSON.stringify({
    id: "evt_2",
    object: "event",
    type: `${object}.updated`,
    data: { object: { object, id: "1", payment_intent: "pi_9" } },
  });
  expect(await provider.parseWebhook({ rawBody: body, headers: signed(0, body) })).toMatchObject({
    events: [{ providerReference, heard: null }],
  });
});
