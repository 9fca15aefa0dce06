import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPayments } from "../create-payments.ts";
import { declineFor } from "../declines/decline-for.ts";
import { paymentsMigrations } from "../migrations.ts";
import type { Facts, PaymentProvider } from "../provider.ts";
import { StandInProvider } from "../testing/stand-in-provider.ts";

const amount = money(4_900, currency("EUR"));
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let asked: number;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());

/** Pays with a card that the bank declines with `code`, as one more payment. */
async function payDeclined(code: string, last4: string, number: number) {
  const provider = new StandInProvider();
  const card = { brand: "visa", last4, expiry: "2030-03" };
  const facts: Facts = { kind: "declined", decline: declineFor({ provider: "stripe", code }), card };
  const declining: PaymentProvider = Object.assign(provider, {
    authorize: async () => {
      asked += 1;
      return { kind: "answered" as const, answer: facts };
    },
  });
  const payments = createPayments({
    database: fresh.database,
    providers: { stripe: declining },
    listener: { paymentChanged: async () => undefined },
  });
  asked = 0;
  return payments.pay({
    reference: `${last4}-${number}`,
    amount,
    instrument: { provider: "stripe", confirmationToken: `ctoken_${last4}_${number}` },
    returnUrl: "http://localhost:3000/checkout",
    description: "test",
    email: "shopper@example.com",
    delivery: null,
  });
}

test("the fifteenth decline of a Visa card within 30 days ends every further try, and says why", async () => {
  for (let number = 1; number <= 14; number += 1) {
    expect(await payDeclined("issuer_not_available", "4242", number)).toMatchObject({
      decline: { mayRetry: true },
    });
  }
  const last = await payDeclined("issuer_not_available", "4242", 15);
  expect(last).toMatchObject({
    decline: { mayRetry: false, mayGoElsewhere: false, shopperMessage: "try-another-card" },
  });
  expect(last.kind === "declined" && last.decline.operatorMessage).toContain("15 times in 30 days");
  expect(await payDeclined("issuer_not_available", "1111", 1)).toMatchObject({ decline: { mayRetry: true } });
});

test("a card whose issuer said never is not stepped up any more", async () => {
  await payDeclined("stolen_card", "9979", 1);
  expect(asked).toBe(1);
  expect(await payDeclined("authentication_required", "9979", 2)).toMatchObject({
    decline: { mayStepUp: false, mayRetry: false },
  });
  expect(asked).toBe(1);
  await payDeclined("authentication_required", "3184", 1);
  expect(asked).toBe(2);
});
