import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expectAccessible } from "../gestures/accessible.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import {
  addresses,
  cards,
  expectOrder,
  expectPaidOnce,
  fillCard,
  fillToCard,
  payButton,
  toTheCard,
  walletButton,
  walletSheet,
} from "../gestures/pay.ts";
import { listenForTroubles } from "../gestures/troubles.ts";

test("a wallet pays what the page shows, without a card typed or a bank that asks @phone", async ({
  page,
}) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await toTheCard(page, email);
  await walletButton(page).waitFor();
  const total = /£[\d.]+/.exec(await payButton(page).innerText())?.[0] ?? "";
  await expect(
    page.getByText(`Your wallet’s button places the order, with an obligation to pay ${total}.`),
  ).toBeVisible();
  await expectAccessible(page);
  await walletButton(page).click();
  const sheet = walletSheet(page);
  await expect(sheet.getByRole("heading", { name: "Test wallet (sandbox)" })).toBeVisible();
  await expect(sheet.getByText(total, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Pay", exact: true }).click();
  await expectOrder(page);
  await expect(page.getByText("Google Pay, Visa ending in 3184")).toBeVisible();
  expect(await troubles()).toEqual([]);
  await expectPaidOnce(email);
});

test("an Apple browser pays with Apple Pay, in German with the law's own words", async ({ browser }) => {
  const { email } = newShopper();
  const mac =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15";
  const context = await browser.newContext({ userAgent: mac, reducedMotion: "reduce" });
  const page = await context.newPage();
  await addToCart(page, "milking-stool", "de-de");
  await goToCheckout(page, "de-de");
  await fillToCard(page, email, addresses.berlin);
  await expect(page.getByText(/Schaltfläche Ihrer Wallet bestellt zahlungspflichtig für/)).toBeVisible();
  await expect(walletButton(page)).toHaveText("Mit Apple Pay kaufen (Test)");
  await walletButton(page).click();
  await walletSheet(page).getByRole("button", { name: "Pay", exact: true }).click();
  await expectOrder(page);
  await expect(page.getByText("Apple Pay, Visa, endet auf 3184")).toBeVisible();
  await context.close();
  await expectPaidOnce(email);
});

test("a wallet whose card is declined says so, and a typed card pays @phone", async ({ page, announced }) => {
  announced.push(/402/);
  const { email } = newShopper();
  await toTheCard(page, email);
  await walletButton(page).click();
  await walletSheet(page).getByRole("button", { name: "Pay with a card that is declined" }).click();
  await expect(page.getByText("Nothing was charged", { exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await fillCard(page, cards.good);
  await payButton(page).click();
  await expectOrder(page);
  await expect(page.getByText("Visa ending in 4242")).toBeVisible();
  await expectPaidOnce(email);
});

test("a wallet's sheet that is closed leaves everything as it was, the card half typed too @phone", async ({
  page,
}) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await toTheCard(page, email);
  await fillCard(page, cards.good);
  await walletButton(page).click();
  await walletSheet(page).getByRole("button", { name: "Close" }).click();
  await expect(page.locator('iframe[title="Test wallet (sandbox)"]')).toHaveCount(0);
  await walletButton(page).click();
  await expect(walletSheet(page).getByRole("heading")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator('iframe[title="Test wallet (sandbox)"]')).toHaveCount(0);
  await payButton(page).click();
  await expectOrder(page);
  await expect(page.getByText("Visa ending in 4242")).toBeVisible();
  expect(await troubles()).toEqual([]);
  await expectPaidOnce(email);
});

test("what is missing is told on the page, and no sheet opens for it", async ({ page }) => {
  const { email } = newShopper();
  await toTheCard(page, email);
  await walletButton(page).waitFor();
  await page.getByRole("textbox", { name: /^Postcode/ }).fill("");
  await walletButton(page).click();
  await expect(page.getByRole("alert").getByText("Complete your delivery address")).toBeVisible();
  await expect(page.locator('iframe[title="Test wallet (sandbox)"]')).toHaveCount(0);
});
