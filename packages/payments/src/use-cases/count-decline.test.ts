import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPayments } from "../create-payments.ts";
import { declineFor } from "../declines/decline-for.ts";
import { paymentsMigrations } from "../migrations.ts";
import type { CardSummary } from "../outcome.ts";
import type { Facts, PaymentProvider } from "../provider.ts";
import { StandInProvider } from "../testing/stand-in-provider.ts";

const amount = money(4_900, currency("EUR"));
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let asked: number;
/** Requests that left for the provider, whatever they asked. */
let sent: number;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());

/** Pays with a card that the bank declines with `code`, as one more payment; `known` is what is seen of it beforehand. */
async function payDeclined(
  code: string,
  last4: string,
  number: number,
  known: CardSummary | null = null,
  bin: { readonly bin?: string } = { bin: "424242" },
) {
  const provider = new StandInProvider();
  provider.knownCard = known;
  const card = { brand: "visa", last4, ...bin, expiry: "2030-03" };
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
  const outcome = await payments.pay({
    reference: `${last4}-${number}`,
    amount,
    instrument: { provider: "stripe", confirmationToken: `ctoken_${last4}_${number}` },
    returnUrl: "http://localhost:3000/checkout",
    description: "test",
    email: "shopper@example.com",
    delivery: null,
  });
  sent = provider.calls.length;
  return outcome;
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

test("a card beyond its cap is told so, and nothing is sent", async () => {
  for (let number = 1; number <= 15; number += 1) await payDeclined("issuer_not_available", "5678", number);
  // Stripe tells most shops no first digits.
  const known = { brand: "visa", last4: "5678", expiry: "2030-03" };
  const capped = await payDeclined("issuer_not_available", "5678", 16, known);
  expect(capped).toMatchObject({
    kind: "declined",
    decline: { class: "capped", shopperMessage: "card-tried-too-often", mayRetry: false },
  });
  expect(capped.kind === "declined" && capped.decline.operatorMessage).toContain("Nothing was sent.");
  expect({ asked, sent }).toEqual({ asked: 0, sent: 0 });
  const { rows } = await fresh.database.execute<{ count: string }>(
    sql`select count(*) from card_decline where card_key like '%:5678:%'`,
  );
  expect(Number(rows[0]?.count)).toBe(15);
});

test("another card, and a card of which nothing is seen beforehand, are asked for", async () => {
  for (let number = 1; number <= 15; number += 1) await payDeclined("issuer_not_available", "6789", number);
  const another = { brand: "visa", last4: "6789", bin: "411111", expiry: "2030-03" };
  await payDeclined("issuer_not_available", "6789", 16, another);
  expect(asked).toBe(1);
  await payDeclined("issuer_not_available", "6789", 17);
  expect(asked).toBe(1);
});

test("whoever holds a card that its issuer will never approve does not learn why", async () => {
  await payDeclined("stolen_card", "7890", 1);
  const known = { brand: "visa", last4: "7890", bin: "424242", expiry: "2030-03" };
  const refused = await payDeclined("stolen_card", "7890", 2, known);
  expect(refused).toMatchObject({ decline: { class: "capped", shopperMessage: "try-another-card" } });
  expect(sent).toBe(0);
});

test("a no for ever to a card without first digits keeps no stranger's card out, and ages", async () => {
  const known = { brand: "visa", last4: "7891", expiry: "2030-03" };
  for (const number of [1, 2, 3]) {
    await payDeclined("stolen_card", "7891", number, known, {});
    expect(asked).toBe(1);
  }
  const { rows } = await fresh.database.execute<{ final: boolean }>(
    sql`select final from card_decline where card_key like '%:7891:%'`,
  );
  expect(rows.map(({ final }) => final)).toEqual([false, false, false]);
});

test("tries at the same moment are each counted", async () => {
  const numbers = Array.from({ length: 15 }, (_, at) => at + 1);
  await Promise.all(numbers.map((number) => payDeclined("issuer_not_available", "8901", number)));
  const known = { brand: "visa", last4: "8901", bin: "424242", expiry: "2030-03" };
  expect(await payDeclined("issuer_not_available", "8901", 16, known)).toMatchObject({
    decline: { class: "capped" },
  });
});

test("declines that no count looks back to any more are dropped by the sweep; those for ever stay", async () => {
  await payDeclined("issuer_not_available", "5556", 1);
  await payDeclined("stolen_card", "5557", 1);
  await fresh.database.execute(sql`update card_decline set declined_at = declined_at - interval '31 days'
    where card_key like '%:5556:%' or card_key like '%:5557:%'`);
  await payDeclined("issuer_not_available", "5558", 1);
  const payments = createPayments({
    database: fresh.database,
    providers: { stripe: new StandInProvider() },
    listener: { paymentChanged: async () => undefined },
  });
  await payments.sweep();
  const { rows } = await fresh.database.execute<{ last4: string }>(
    sql`select split_part(card_key, ':', 3) as last4 from card_decline where card_key ~ ':555[678]:' order by 1`,
  );
  expect(rows.map(({ last4 }) => last4)).toEqual(["5557", "5558"]);
});
