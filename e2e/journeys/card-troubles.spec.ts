import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { chargedTwice } from "../gestures/outside.ts";
import {
  adyenCards,
  cards,
  expectBoughtUntroubled,
  expectOrder,
  fillAdyenCard,
  fillCard,
  fillCheckout,
  payButton,
} from "../gestures/pay.ts";
import { listenForTroubles } from "../gestures/troubles.ts";

test("a declined card keeps everything typed, and another one pays @phone", async ({ page, announced }) => {
  announced.push(/402/);
  const { email } = newShopper();
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email, card: cards.noFunds });
  await payButton(page).click();
  await expect(page.getByText("Nothing was charged", { exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await expect(page.getByRole("textbox", { name: /^Postcode/ })).toHaveValue("SW1Y 4JH");
  await fillCard(page, cards.good);
  await payButton(page).click();
  await expectOrder(page);
  expect(await chargedTwice()).toBeUndefined();
});

test("a card that Stripe could not process is asked for once more by Adyen, and nobody reads of a failure @phone", async ({
  page,
  announced,
}) => {
  announced.push(/402/);
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email, card: cards.notProcessed });
  const checkout = page.url();
  await payButton(page).click();
  await fillAdyenCard(page, adyenCards.good);
  expect(page.url()).toBe(checkout);
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await payButton(page).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("a bank that asks is answered on the same page", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email, card: cards.challenged });
  await payButton(page).click();
  const bank = page.frameLocator('iframe[name="stripe-challenge"]');
  await bank.getByRole("button", { name: /^Complete/ }).click();
  await expectOrder(page);
});

test("a challenge that fails leaves the shopper with a card to try again", async ({ page, announced }) => {
  announced.push(/402/);
  const { email } = newShopper();
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email, card: cards.challenged });
  await payButton(page).click();
  const bank = page.frameLocator('iframe[name="stripe-challenge"]');
  await bank.getByRole("button", { name: /^Fail/ }).click();
  await expect(page.getByText("Nothing was charged", { exact: true })).toBeVisible();
  await fillCard(page, cards.good);
  await payButton(page).click();
  await expectOrder(page);
});
