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
import type { Webhook } from "../../provider.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import type { PayPalSettings } from "./paypal-client.ts";
import { createPayPalProvider } from "./paypal-provider.ts";
import { createPayPalReport } from "./paypal-report.ts";

const amount = money(4900, currency("EUR"));
const events: { readonly type: string; readonly received: ReceivedEvent; readonly webhook: Webhook }[] = [];
const heard: PaymentNews[] = [];
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let payments: Payments;
let settings: PayPalSettings;
let reference: string;
let aheadMs = 0;

/** Our door for webhooks: each is verified and stored as it comes, and applied when a test says so. */
const door = createServer((request, response) => void receive(request, response));

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rawBody = await bodyOf(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const webhook = { rawBody, headers };
  const received = await payments.receiveProviderEvent({ provider: "paypal", ...webhook });
  const { event_type: type } = JSON.parse(rawBody) as { event_type: string };
  events.push({ type, received, webhook });
  response.writeHead(received.kind === "refused" ? 400 : 200).end();
}

beforeAll(async () => {
  await new Promise<void>((ready) => door.listen(0, "127.0.0.1", ready));
  const { port } = door.address() as AddressInfo;
  fresh = await freshDatabase([paymentsMigrations]);
  sandbox = await startSandbox("paypal", `http://127.0.0.1:${port}/webhooks/paypal`);
  settings = {
    clientId: "paypal-sandbox-client",
    clientSecret: "paypal-sandbox-secret",
    webhookId: "SANDBOXWEBHOOK1",
    apiUrl: sandbox.url,
  };
  payments = createPayments({
    database: fresh.database,
    providers: {
      paypal: createPayPalProvider(settings),
    },
    clock: { now: () => new Date(Date.now() + aheadMs) },
    listener: { paymentChanged: async (news) => void heard.push(news) },
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
});

function pay(tap = randomUUID(), owed = amount): Promise<PaymentOutcome> {
  return payments.pay({
    reference,
    amount: owed,
    instrument: { provider: "paypal", tap },
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

/** Taps the button; gives the order that the payer's window shows. */
async function tapped(): Promise<string> {
  const outcome = await pay();
  if (outcome.kind !== "requires-action" || outcome.action.provider !== "paypal")
    throw new Error(`no order to approve: ${JSON.stringify(outcome)}`);
  return outcome.action.orderId;
}

async function approve(token: string, funding = "accepted"): Promise<void> {
  const body = new URLSearchParams({ token, outcome: "approved", funding });
  await fetch(`${sandbox.url}/checkoutnow`, { method: "POST", body, redirect: "manual" });
}

const goOn = (orderId: string) => payments.continuePayment(reference, { provider: "paypal", orderId });

async function ledger(): Promise<unknown> {
  const rows = (await (await fetch(`${sandbox.url}/sandbox/ledger`)).json()) as { checkout: string }[];
  return rows.find(({ checkout }) => checkout === reference);
}

/** Waits for the stand-in to tell it, and applies it. */
async function hear(type: string): Promise<void> {
  await expect.poll(() => events.map((event) => event.type), { timeout: 5_000 }).toContain(type);
  for (const { received } of events.splice(0)) {
    if (received.kind === "stored") for (const id of received.eventIds) await payments.applyProviderEvent(id);
  }
}

test("a tap, the payer's approval and our ask hold the money; then it is taken and given back", async () => {
  const orderId = await tapped();
  expect(await ledger()).toBeUndefined();
  await approve(orderId);
  expect(await goOn(orderId)).toMatchObject({ kind: "authorized", amount });
  expect(await ledger()).toMatchObject({ authorized: 4_900, captured: 0, live: 1 });
  expect(await payments.capture(reference)).toMatchObject({ kind: "captured", amount });
  const refund = { reference, refundId: randomUUID(), amount, reason: "requested-by-customer" } as const;
  expect(await payments.refund(refund)).toMatchObject({ kind: "refunded" });
  expect(await ledger()).toMatchObject({ captured: 4_900, refunded: 4_900, live: 0 });
  await hear("PAYMENT.CAPTURE.REFUNDED");
  const day = 86_400_000;
  const window = { from: new Date(Date.now() - day), until: new Date(Date.now() + day), day: "" };
  const { attemptId } = (await payments.statusOf(reference)).outcome ?? {};
  expect(await createPayPalReport(settings).movements(window)).toMatchObject({
    kind: "answered",
    answer: [
      { kind: "captured", reference: attemptId, amount },
      { kind: "refunded", reference: refund.refundId, amount },
    ],
  });
  expect(heard.map(({ kind }) => kind)).toEqual(["authorized", "captured", "refunded"]);
});

test("a payer who approves and shuts the shop has paid: the webhook goes on", async () => {
  const orderId = await tapped();
  events.length = 0;
  await approve(orderId);
  await hear("CHECKOUT.ORDER.APPROVED");
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "authorized" });
  expect(await ledger()).toMatchObject({ live: 1 });
});

test("when the webhook is lost too, the sweep goes on", async () => {
  await approve(await tapped());
  aheadMs = 60_000;
  await payments.sweep();
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "authorized" });
});

test("browser and webhook at the same moment ask once", async () => {
  const orderId = await tapped();
  events.length = 0;
  await approve(orderId);
  await expect.poll(() => events.length).toBeGreaterThan(0);
  await Promise.all([goOn(orderId), hear("CHECKOUT.ORDER.APPROVED"), goOn(orderId)]);
  expect(await ledger()).toMatchObject({ authorized: 4_900, live: 1 });
});

test("a page that claims an approval that PayPal does not know of waits on", async () => {
  const orderId = await tapped();
  expect(await goOn(orderId)).toMatchObject({ kind: "requires-action" });
  expect(await ledger()).toBeUndefined();
});

test("a declined instrument is a decline, and another tap pays", async () => {
  const first = await tapped();
  await approve(first, "declined");
  expect(await goOn(first)).toMatchObject({ kind: "declined", decline: { code: "INSTRUMENT_DECLINED" } });
  const second = await tapped();
  expect(second).not.toBe(first);
  await approve(second);
  expect(await goOn(second)).toMatchObject({ kind: "authorized" });
  expect(await ledger()).toMatchObject({ authorized: 4_900, live: 1 });
});

test("a window left open from before a new tap can no longer pay", async () => {
  const left = await tapped();
  const taken = await tapped();
  await approve(left);
  expect(await goOn(left)).toMatchObject({ kind: "requires-action", action: { orderId: taken } });
  await hear("CHECKOUT.ORDER.APPROVED");
  expect(await ledger()).toBeUndefined();
});

test.each(["accept-then-reset", "accept-then-error", "partial-body"])(
  "%s on the ask: the truth is read, and the money is held once",
  async (fault) => {
    const orderId = await tapped();
    await approve(orderId);
    await sandbox.switchOn(fault);
    const outcome = await goOn(orderId);
    if (outcome?.kind === "unknown") await payments.continuePayment(reference);
    expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "authorized" });
    expect(await ledger()).toMatchObject({ authorized: 4_900, live: 1 });
  },
);

test("a checkout that is given up after the approval holds nothing", async () => {
  const orderId = await tapped();
  await approve(orderId);
  expect(await payments.void(reference)).toEqual({ kind: "voided" });
  expect(await goOn(orderId)).toMatchObject({ kind: "declined" });
  expect(await ledger()).toBeUndefined();
});

test("what was held is let go when the checkout is given up", async () => {
  const orderId = await tapped();
  await approve(orderId);
  await goOn(orderId);
  expect(await payments.void(reference)).toEqual({ kind: "voided" });
  expect(await ledger()).toMatchObject({ authorized: 4_900, live: 0 });
});

test("a repeated webhook is known by its id", async () => {
  events.length = 0;
  await approve(await tapped());
  await expect.poll(() => events.length, { timeout: 5_000 }).toBeGreaterThan(0);
  const [first] = events;
  if (!first) throw new Error("no webhook came");
  expect(first.received.kind).toBe("stored");
  const again = await payments.receiveProviderEvent({ provider: "paypal", ...first.webhook });
  expect(again.kind).toBe("duplicate");
});

test("a webhook whose body was changed on its way is refused", async () => {
  events.length = 0;
  await approve(await tapped());
  await expect.poll(() => events.length, { timeout: 5_000 }).toBeGreaterThan(0);
  const [first] = events;
  if (!first) throw new Error("no webhook came");
  const rawBody = first.webhook.rawBody.replace("APPROVED", "CANCELED");
  const changed = await payments.receiveProviderEvent({ provider: "paypal", ...first.webhook, rawBody });
  expect(changed).toEqual({ kind: "refused", reason: "the signature is wrong" });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
