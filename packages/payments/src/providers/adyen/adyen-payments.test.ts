import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayments } from "../../create-payments.ts";
import { paymentsMigrations } from "../../migrations.ts";
import type { PaymentOutcome } from "../../outcome.ts";
import type { PaymentNews, Payments, ReceivedEvent } from "../../payments.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { createAdyenProvider } from "./adyen-provider.ts";
import { adyenCard } from "./testing/instrument.ts";
import { scriptedSettings, signedNotification } from "./testing/scripted-adyen.ts";

const amount = money(4900, currency("EUR"));
const plainCard = "4111111111111111";
const challengedCard = "4917610000000000";
const events: { readonly type: string; readonly received: ReceivedEvent }[] = [];
const heard: PaymentNews[] = [];
const reported: string[] = [];
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let payments: Payments;
let reference: string;
let aheadMs = 0;

/** Our door for webhooks: each is verified and stored as it comes, and applied when a test says so. */
const door = createServer((request, response) => void receive(request, response));

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rawBody = await bodyOf(request);
  const received = await payments.receiveProviderEvent({ provider: "adyen", rawBody, headers: {} });
  const { notificationItems } = JSON.parse(rawBody) as {
    notificationItems: { NotificationRequestItem: { eventCode: string } }[];
  };
  for (const { NotificationRequestItem } of notificationItems)
    events.push({ type: NotificationRequestItem.eventCode, received });
  response.writeHead(received.kind === "refused" ? 400 : 200).end();
}

beforeAll(async () => {
  await new Promise<void>((ready) => door.listen(0, "127.0.0.1", ready));
  const { port } = door.address() as AddressInfo;
  fresh = await freshDatabase([paymentsMigrations]);
  sandbox = await startSandbox("adyen", `http://127.0.0.1:${port}/webhooks/adyen`);
  payments = createPayments({
    database: fresh.database,
    providers: { adyen: createAdyenProvider({ ...scriptedSettings, timeoutMs: 1_200, apiUrl: sandbox.url }) },
    clock: { now: () => new Date(Date.now() + aheadMs) },
    listener: {
      paymentChanged: async (news) => void heard.push(news),
      reportWritten: async (provider, day) => void reported.push(`${provider} ${day}`),
    },
  });
});
afterAll(async () => {
  await sandbox.stop();
  door.close();
  await fresh.drop();
});
beforeEach(() => {
  reference = randomUUID();
  aheadMs = 0;
  heard.length = 0;
  events.length = 0;
});

function pay(holderName = "Ada Lovelace", number = plainCard): Promise<PaymentOutcome> {
  const instrument = adyenCard({ number, holderName });
  // Real encryption is salted: each time a card is typed it is another text.
  const card = { ...instrument.card, encryptedSecurityCode: `test_${randomUUID()}` };
  return payments.pay({
    reference,
    amount,
    instrument: { ...instrument, card },
    returnUrl: "http://localhost:3000/checkout",
    description: "An order",
    email: "shopper@example.com",
    delivery: {
      name: "Ada Shopper",
      line1: "1 Kiln Lane",
      city: "London",
      postcode: "N1 1AA",
      country: "GB",
    },
  });
}

/** Waits for the stand-in to tell it, and applies all that came. */
async function hear(type: string): Promise<void> {
  await expect.poll(() => events.map((event) => event.type), { timeout: 5_000 }).toContain(type);
  for (const { received } of events.splice(0)) {
    if (received.kind === "stored") for (const id of received.eventIds) await payments.applyProviderEvent(id);
  }
}

const outcomeNow = async () => (await payments.statusOf(reference)).outcome;

async function ledger(): Promise<unknown> {
  const rows = (await (await fetch(`${sandbox.url}/sandbox/ledger`)).json()) as { checkout: string }[];
  return rows.find(({ checkout }) => checkout === reference);
}

test("a card is held, taken when the webhook says so, and given back", async () => {
  expect(await pay()).toMatchObject({ kind: "authorized", amount, card: { brand: "visa", last4: "1111" } });
  await payments.capture(reference);
  await hear("CAPTURE");
  expect(await payments.statusOf(reference)).toMatchObject({ captured: amount });
  const refund = { reference, refundId: randomUUID(), amount, reason: "requested-by-customer" } as const;
  expect(await payments.refund(refund)).toMatchObject({ kind: "pending" });
  await hear("REFUND");
  expect(await payments.refund(refund)).toMatchObject({ kind: "refunded" });
  expect(await ledger()).toMatchObject({ captured: 4_900, refunded: 4_900, live: 0 });
  expect(heard.map(({ kind }) => kind)).toEqual(["authorized", "captured", "refunded"]);
});

test("a report that is announced is told to the listener, once, by its day", async () => {
  const body = JSON.stringify({ day: "2026-11-20" });
  for (let times = 0; times < 2; times += 1) {
    await fetch(`${sandbox.url}/sandbox/reports`, { method: "POST", body });
    await hear("REPORT_AVAILABLE");
  }
  expect(reported).toEqual(["adyen 2026-11-20"]);
  expect(heard).toEqual([]);
});

test("a refusal is a decline, and another card pays", async () => {
  expect(await pay("NOT_ENOUGH_BALANCE")).toMatchObject({ kind: "declined", decline: { class: "funds" } });
  expect(await pay()).toMatchObject({ kind: "authorized" });
  expect(await ledger()).toMatchObject({ authorized: 4_900, live: 1 });
});

test.each(["accept-then-hang", "accept-then-reset", "accept-then-error", "partial-body"])(
  "%s on the ask: the same key tells the truth, and the money is held once",
  async (fault) => {
    await sandbox.switchOn(fault);
    await pay();
    if ((await outcomeNow())?.kind === "unknown") await hear("AUTHORISATION");
    expect(await outcomeNow()).toMatchObject({ kind: "authorized" });
    expect(await ledger()).toMatchObject({ authorized: 4_900, live: 1 });
  },
);

test("an ask whose answers are all lost is unknown until the webhook comes", async () => {
  await sandbox.switchOn("accept-then-hang", 3);
  expect(await pay()).toMatchObject({ kind: "unknown" });
  await hear("AUTHORISATION");
  expect(await outcomeNow()).toMatchObject({ kind: "authorized" });
  expect(await ledger()).toMatchObject({ live: 1 });
});

test("a challenge is handed to the browser, and left alone it holds nothing when the checkout is given up", async () => {
  expect(await pay("Ada Lovelace", challengedCard)).toMatchObject({
    kind: "requires-action",
    action: { provider: "adyen", action: { type: "threeDS2" } },
  });
  expect(await payments.void(reference)).toEqual({ kind: "voided" });
  expect(await ledger()).toBeUndefined();
});

test("a challenge whose result is failed is a decline, and another card pays", async () => {
  const outcome = await pay("Ada Lovelace", challengedCard);
  if (outcome.kind !== "requires-action" || outcome.action.provider !== "adyen")
    throw new Error("no challenge");
  const { authorisationToken } = outcome.action.action as { authorisationToken: string };
  const threeDSResult = Buffer.from(JSON.stringify({ transStatus: "N", authorisationToken })).toString(
    "base64",
  );
  const result = { provider: "adyen", details: { threeDSResult } } as const;
  expect(await payments.continuePayment(reference, result)).toMatchObject({
    kind: "declined",
    decline: { class: "authentication-failed" },
  });
  expect(await pay()).toMatchObject({ kind: "authorized" });
  expect(await ledger()).toMatchObject({ live: 1 });
});

test("what was held is let go when the checkout is given up, once Adyen says that it is", async () => {
  await pay();
  expect(await payments.void(reference)).toEqual({ kind: "unknown" });
  await hear("CANCELLATION");
  expect(await payments.void(reference)).toEqual({ kind: "voided" });
  expect(await ledger()).toMatchObject({ live: 0 });
  expect(heard.map(({ kind }) => kind)).toEqual(["authorized", "voided"]);
});

test("an authorisation that is told of after its cancel is old news", async () => {
  await pay();
  await payments.void(reference);
  await hear("CANCELLATION");
  const { provider_details: details, provider_reference: merchantReference } = await attemptRow();
  await tell({ pspReference: details["pspReference"] ?? "", merchantReference });
  expect(await payments.statusOf(reference)).toMatchObject({ canStillTakeMoney: false });
  expect(await reversals()).toBe(0);
});

test("a request that was lost is proven undone; should it arrive all the same, its money goes back with one alert", async () => {
  await sandbox.switchOn("refuse", 2);
  expect(await pay()).toMatchObject({ kind: "unknown" });
  expect(await payments.void(reference)).toEqual({ kind: "voided" });
  await arriveLate((await attemptRow()).provider_reference);
  expect(await ledger()).toMatchObject({ live: 1 });
  await hear("AUTHORISATION");
  await expect.poll(ledger).toMatchObject({ live: 0 });
  await hear("CANCELLATION");
  await payments.sweep();
  expect(await reversals()).toBe(1);
});

/** The request itself, on its way for longer than anybody waited. */
async function arriveLate(providerReference: string): Promise<void> {
  const { card } = adyenCard({ number: plainCard, holderName: "Ada Lovelace" });
  await fetch(`${sandbox.url}/v72/payments`, {
    method: "POST",
    headers: { "x-api-key": scriptedSettings.apiKey },
    body: JSON.stringify({
      merchantAccount: scriptedSettings.merchantAccount,
      reference: providerReference,
      merchantOrderReference: reference,
      amount: { value: 4_900, currency: "EUR" },
      paymentMethod: { type: "scheme", ...card },
      returnUrl: "http://localhost:3000/checkout",
    }),
  });
}

async function attemptRow() {
  const { rows } = await fresh.database.$client.query<{
    provider_details: Record<string, string>;
    provider_reference: string;
  }>(
    `select provider_details, provider_reference from payment_attempt a
     join payment p on p.id = a.payment_id where p.reference = $1 order by a.number desc`,
    [reference],
  );
  if (!rows[0]) throw new Error("no attempt");
  return rows[0];
}

async function tell(named: { pspReference: string; merchantReference: string }): Promise<void> {
  const rawBody = signedNotification({
    ...named,
    merchantAccountCode: scriptedSettings.merchantAccount,
    amount: { value: 4_900, currency: "EUR" },
    eventCode: "AUTHORISATION",
    success: "true",
  });
  const received = await payments.receiveProviderEvent({ provider: "adyen", rawBody, headers: {} });
  if (received.kind === "stored") for (const id of received.eventIds) await payments.applyProviderEvent(id);
}

async function reversals(): Promise<number> {
  const { rows } = await fresh.database.$client.query<{ count: number }>(
    "select count(*)::int from operator_task where kind = 'late-success-reversed' and details ->> 'reference' = $1",
    [reference],
  );
  return rows[0]?.count ?? 0;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
