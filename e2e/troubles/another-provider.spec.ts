import { expect, newShopper, test } from "../gestures/journey.ts";
import { switchEverythingOn, switchOn, turnOff } from "../gestures/outside.ts";
import {
  adyenCards,
  cardFields,
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

for (const width of [390, 768, 1440]) {
  test(`with Stripe dead before the card is typed, Adyen takes it at ${width} px, and nobody reads of it`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const { email } = newShopper();
    const troubles = await listenForTroubles(page);
    await turnOff("stripe");
    await toTheCard(page, email);
    await fillAdyenCard(page, adyenCards.good);
    await expect(page.locator('iframe[title="Secure wallet button frame"]')).toHaveCount(0);
    await payButton(page).click();
    await expectBoughtUntroubled(page, { email, troubles });
  });
}

test("Stripe dies between typing and paying: the same page takes the card once more, everything else kept", async ({
  page,
}) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await toTheCard(page, email);
  const checkout = page.url();
  await fillCard(page, cards.good);
  await turnOff("stripe");
  await payButton(page).click();
  await fillAdyenCard(page, adyenCards.good);
  expect(page.url()).toBe(checkout);
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await payButton(page).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("Stripe dies between pay and its answer: the shopper is held, and the order is paid once when it is back", async ({
  page,
}) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await toTheCard(page, email);
  await fillCard(page, cards.good);
  await switchOn({ target: "stripe-webhooks", mode: "webhook-lost" });
  // It carries the payment out and says nothing more, then or later.
  await switchOn({ target: "stripe-api", mode: "accept-then-reset", operation: "payment_intents/pi_" });
  await payButton(page).click();
  await expect(page.getByText("We are confirming your payment")).toBeVisible({ timeout: 30_000 });
  await expect(payButton(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Pay with PayPal" })).toHaveCount(0);
  await switchEverythingOn();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("with both who take cards dead, PayPal still pays", async ({ page }) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await turnOff("stripe");
  await turnOff("adyen");
  await toTheCard(page, email);
  const paypal = await openPayPal(page);
  await paypal.getByRole("button", { name: /^(Pay|Agree)/ }).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("a bank that asks at Adyen is answered on the same page", async ({ page }) => {
  const { email } = newShopper();
  await turnOff("stripe");
  await toTheCard(page, email);
  await fillAdyenCard(page, adyenCards.challenged);
  await payButton(page).click();
  const bank = page.frameLocator('iframe[name="threeDSIframe"]');
  await bank.getByLabel("Password").fill("password");
  await bank.getByRole("button", { name: "Submit" }).click();
  await expectOrder(page);
  await expect(cardFields(page).locator("input")).toHaveCount(0);
  await expectPaidOnce(email);
});
