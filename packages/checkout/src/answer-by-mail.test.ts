import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { findCheckoutById } from "./adapters/checkout-rows.ts";
import { lateAfterMs } from "./api/answer-by-mail.ts";
import type { CheckoutView } from "./api/contract.ts";
import { notChargedMail } from "./domain/not-charged-mail.ts";
import { type NotChargedJob, queues } from "./queues.ts";
import { tillUnderTest, type TillUnderTest } from "./testing/till-under-test.ts";

const declined = "Your bank did not approve this payment. Please try another card.";
const minute = 60_000;
const origin = "https://shop.example";

let shop: TillUnderTest;
beforeAll(async () => {
  shop = await tillUnderTest();
});
afterAll(() => shop.drop());
beforeEach(() => shop.stock("lamp", 1));
afterEach(() => shop.clear());

async function promised(): Promise<NotChargedJob[]> {
  const { rows } = await shop.database.execute<{ data: NotChargedJob }>(
    sql`select data from sent_job where queue = ${queues.tellNotCharged} order by id`,
  );
  return rows.map(({ data }) => data);
}

/** A payment nobody knows of, begun `ms` ago. */
async function unknownFor(ms: number, outcome = "unknown-then-declined"): Promise<CheckoutView> {
  const view = await shop.ready();
  await shop.pay(view, outcome);
  shop.later(ms);
  return view;
}

/** The mail as its job would send it now. */
async function mailOf(job: NotChargedJob | undefined) {
  const checkout = job && (await findCheckoutById(shop.database, job.checkoutId));
  if (!checkout) throw new Error("no mail was promised");
  return notChargedMail(checkout, job, { origin });
}

test("a payment that was unknown for so long that a mail was promised, and then declined, has it once", async () => {
  const view = await unknownFor(lateAfterMs);
  await shop.till.continuePayment(view.token, "any");
  const checkoutId = await shop.checkoutId(view.token);
  expect(await promised()).toEqual([{ checkoutId, tryId: expect.any(String), words: declined }]);
  await shop.till.continuePayment(view.token, "any");
  shop.later(5 * minute);
  await shop.till.sweep();
  await shop.payments.tell(shop.payments.latest(checkoutId)!);
  expect(await promised()).toHaveLength(1);
});

test("browser, webhook and sweep that learn a late decline at once promise one mail between them", async () => {
  const view = await unknownFor(2 * minute);
  const attempt = shop.payments.latest(await shop.checkoutId(view.token))!;
  attempt.state = "declined";
  const other = shop.anotherProcess();
  await Promise.all([
    shop.till.continuePayment(view.token, "any"),
    other.continuePayment(view.token, "any"),
    shop.payments.tell(attempt),
    other.sweep(),
    shop.till.sweep(),
  ]);
  expect(await promised()).toHaveLength(1);
});

test("who was promised nothing is written nothing: declined at once, or learnt a moment before it is late", async () => {
  await shop.pay(await shop.ready(), "decline");
  const view = await unknownFor(lateAfterMs - 1);
  await shop.till.continuePayment(view.token, "any");
  expect(await promised()).toEqual([]);
});

test("each try that was unknown for long has its own mail", async () => {
  const view = await unknownFor(minute);
  await shop.till.continuePayment(view.token, "any");
  const again = await shop.till.viewCheckout(view.token);
  await shop.pay(again!, "unknown-then-declined");
  shop.later(minute);
  await shop.till.continuePayment(view.token, "any");
  expect(new Set((await promised()).map(({ tryId }) => tryId)).size).toBe(2);
});

test("asking again does not make what is unknown younger", async () => {
  const view = await unknownFor(lateAfterMs - 1, "unknown");
  await shop.till.continuePayment(view.token, "any");
  shop.later(1);
  shop.payments.latest(await shop.checkoutId(view.token))!.state = "declined";
  await shop.till.continuePayment(view.token, "any");
  expect(await promised()).toHaveLength(1);
});

test("a process that died while paying leaves a promise too, kept once no money can move", async () => {
  const view = await shop.ready();
  shop.payments.crashBeforeAsking = true;
  await shop.pay(view).catch(() => undefined);
  shop.later(5 * minute);
  await shop.till.sweep();
  expect(await promised()).toMatchObject([{ words: null }]);
});

test("a bank's question that nobody was there to answer, because the page had been closed, is told of", async () => {
  const view = await unknownFor(minute, "unknown");
  shop.payments.latest(await shop.checkoutId(view.token))!.state = "requires-action";
  const { result } = (await shop.till.continuePayment(view.token, "any")) as { result: { kind: string } };
  expect(result.kind).toBe("action-required");
  expect((await shop.till.viewCheckout(view.token))?.payment).not.toHaveProperty("isPromised");
  shop.later(60 * minute);
  await shop.till.sweep();
  expect(await promised()).toMatchObject([{ words: expect.stringContaining("was not completed") }]);
});

test("where another provider is wanted after all the mail says so once, while the pieces are still kept", async () => {
  const view = await unknownFor(minute, "unknown");
  shop.payments.latest(await shop.checkoutId(view.token))!.state = "unable";
  await shop.till.continuePayment(view.token, "any");
  const [job] = await promised();
  expect(job).toMatchObject({ words: null });
  expect(await mailOf(job)).not.toBeNull();
  shop.later(60 * minute);
  await shop.till.sweep();
  expect(await promised()).toHaveLength(1);
  expect(await mailOf(job)).not.toBeNull();
});

test("a late yes is written by the order alone", async () => {
  const view = await unknownFor(minute, "unknown-then-authorized");
  await shop.till.continuePayment(view.token, "any");
  expect(await promised()).toEqual([]);
  expect(await shop.jobs()).toContain(queues.confirmOrder);
});

test("nothing is written of a checkout that was paid before the job ran, or is being paid", async () => {
  const view = await unknownFor(minute);
  await shop.till.continuePayment(view.token, "any");
  const [job] = await promised();
  const open = await shop.till.viewCheckout(view.token);
  shop.payments.whilePaying = async () => expect(await mailOf(job)).toBeNull();
  await shop.pay(open!);
  expect((await shop.till.viewCheckout(view.token))?.state).toBe("completed");
  expect(await mailOf(job)).toBeNull();
  expect.assertions(3);
});

test("the mail says that nothing was charged and why, and leads back to the checkout", async () => {
  const view = await unknownFor(minute);
  await shop.till.continuePayment(view.token, "any");
  const [job] = await promised();
  const mail = await mailOf(job);
  expect(mail).toMatchObject({
    to: view.contact?.email,
    subject: "Your payment did not go through, and nothing was charged",
  });
  expect(mail?.text).toBe(`Hello Ada,

We promised to write as soon as we know how your payment ended: it did not go through, and nothing was charged. ${declined} Your cart and everything you entered are still there. The pieces themselves can no longer be held for you.

Nothing was charged

1 × Dusk lamp, Ochre  £120.00

Charged: £0.00

Back to your checkout: https://shop.example/checkout/${view.token}

Lumen & Loam`);
  expect(mail?.html).toContain(`href="https://shop.example/checkout/${view.token}"`);
});

test("in a German checkout it is German", async () => {
  const view = await unknownFor(minute);
  await shop.till.continuePayment(view.token, "any");
  const [job] = await promised();
  const checkout = (await findCheckoutById(shop.database, job!.checkoutId))!;
  const mail = notChargedMail({ ...checkout, locale: "de-de" }, { ...job!, words: null }, { origin });
  expect(mail?.subject).toBe("Ihre Zahlung kam nicht zustande, es wurde nichts belastet");
  expect(mail?.html).toContain('<html lang="de-DE">');
  expect(mail?.text).toContain("wir haben sichergestellt, dass auch später nichts mehr abgebucht wird");
  expect(mail?.text).toContain("Belastet: 0,00");
});
