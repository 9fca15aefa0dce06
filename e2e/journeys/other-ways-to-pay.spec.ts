import { newShopper, test } from "../gestures/journey.ts";
import { required } from "../gestures/outside.ts";
import {
  adyenCards,
  cards,
  expectBoughtUntroubled,
  expectOrder,
  expectPaidOnce,
  fillAdyenCard,
  fillCard,
  openPayPal,
  payButton,
  toTheCard,
} from "../gestures/pay.ts";
import { listenForTroubles } from "../gestures/troubles.ts";

test.use({ announced: [/ERR_|Failed to load resource|Failed to fetch/] });

test("with Stripe's script blocked in this browser alone, Adyen's fields stand in its place", async ({
  page,
}) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await page.route(/stripe\.js$/, (route) => route.abort());
  await toTheCard(page, email);
  await fillAdyenCard(page, adyenCards.good);
  await payButton(page).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("PayPal pays by the payer's word", async ({ page }) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await toTheCard(page, email);
  const paypal = await openPayPal(page);
  await paypal.getByRole("button", { name: /^(Pay|Agree)/ }).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("PayPal that is left gives the form back as it was, and the card pays", async ({ page }) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await toTheCard(page, email);
  const paypal = await openPayPal(page);
  await paypal.getByRole("button", { name: /^Cancel/ }).click();
  await fillCard(page, cards.good);
  await payButton(page).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("coming back from PayPal's own page in a browser that has never been here places the order", async ({
  page,
  browser,
}) => {
  const { email } = newShopper();
  await toTheCard(page, email);
  const paypal = await openPayPal(page);
  await paypal.waitForURL(/token=/);
  const order = new URL(paypal.url()).searchParams.get("token") ?? "";
  // Before its window, whose end it would take for a no.
  await page.close();
  await paypal.close();
  const elsewhere = await browser.newContext();
  const bare = await elsewhere.newPage();
  await bare.goto(`${required("PAYPAL_SANDBOX_URL")}/checkoutnow?token=${order}`);
  await bare.getByRole("button", { name: /^(Pay|Agree)/ }).click();
  await expectOrder(bare);
  await elsewhere.close();
  await expectPaidOnce(email);
});
