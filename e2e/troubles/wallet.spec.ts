import { expect, newShopper, test } from "../gestures/journey.ts";
import { setPrice, setWallet, switchOn, turnOff, variants } from "../gestures/outside.ts";
import {
  adyenCards,
  cards,
  expectBoughtUntroubled,
  expectOrder,
  expectPaidOnce,
  fillAdyenCard,
  fillCard,
  payButton,
  toTheCard,
  walletButton,
  walletSheet,
} from "../gestures/pay.ts";
import { listenForTroubles } from "../gestures/troubles.ts";

const buttonFrame = 'iframe[title="Secure wallet button frame"]';

test.use({ announced: [/ERR_|Failed to load resource|Failed to fetch/] });

test("Stripe dies under an open wallet's sheet: another's fields stand on the same page", async ({
  page,
}) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await toTheCard(page, email);
  await walletButton(page).click();
  await walletSheet(page).getByRole("heading").waitFor();
  await turnOff("stripe");
  await walletSheet(page).getByRole("button", { name: "Pay", exact: true }).click();
  await fillAdyenCard(page, adyenCards.good);
  await payButton(page).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("a wallet's button that does not load is not missed", async ({ page }) => {
  const { email } = newShopper();
  const troubles = await listenForTroubles(page);
  await switchOn({ target: "stripe-js", mode: "refuse", operation: "/frame/expressCheckout" });
  await toTheCard(page, email);
  await fillCard(page, cards.good);
  await payButton(page).click();
  await expectBoughtUntroubled(page, { email, troubles });
});

test("a browser without a wallet has nothing above the card, not even room", async ({ page }) => {
  await setWallet(false);
  try {
    await toTheCard(page, newShopper().email);
    await fillCard(page, cards.good);
    await expect(walletButton(page)).toBeHidden();
    await expect(page.getByText(/^or with a card/)).toHaveCount(0);
    const room = await page.locator(buttonFrame).evaluate((frame) => frame.getBoundingClientRect().height);
    expect(room).toBe(0);
  } finally {
    await setWallet(true);
  }
});

test("a price that changed while the sheet was open is asked about, never charged", async ({ page }) => {
  const { email } = newShopper();
  await toTheCard(page, email);
  await walletButton(page).click();
  const pieces = (await variants()).filter(({ sku }) => sku?.startsWith("LL-MILKSTOO"));
  expect(pieces).not.toEqual([]);
  try {
    for (const { id, price } of pieces) await setPrice(id, { ...price, GBP: "33.00" });
    await walletSheet(page).getByRole("button", { name: "Pay", exact: true }).click();
    await expect(page.getByText("Something changed, so nothing was charged")).toBeVisible();
    await walletButton(page).click();
    await walletSheet(page).getByRole("button", { name: "Pay", exact: true }).click();
    await expectOrder(page);
  } finally {
    for (const { id, price } of pieces) await setPrice(id, price);
  }
  await expectPaidOnce(email);
});
