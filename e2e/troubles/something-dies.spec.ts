import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { kill, startAgain } from "../gestures/house.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import {
  chargedTwice,
  liveCharges,
  shopOrdersOf,
  switchEverythingOn,
  switchOn,
  turnOff,
} from "../gestures/outside.ts";
import {
  addresses,
  cards,
  chooseDelivery,
  expectOrder,
  expectPaidOnce,
  fillAddress,
  fillCard,
  fillCheckout,
  fillContact,
  payButton,
} from "../gestures/pay.ts";

test("the storefront dies in mid-checkout and the payment completes", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp");
  await goToCheckout(page);
  await kill("storefront");
  try {
    await fillCheckout(page, { email });
    await payButton(page).click();
    await expectOrder(page);
  } finally {
    await startAgain("storefront");
  }
});

test("the worker is killed between payment and Shopify, and the order still arrives once", async ({
  page,
  announced,
}) => {
  announced.push(/503/); // Events find no door while the worker is away.
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  // The order waits at the worker for a shop that does not answer, and there the worker dies.
  await switchOn({ target: "shopify-admin", mode: "refuse" });
  await payButton(page).click();
  await expectOrder(page);
  await kill("worker");
  await switchEverythingOn();
  expect(await shopOrdersOf(email)).toEqual([]);
  await startAgain("worker");
  await expect
    .poll(async () => (await shopOrdersOf(email)).map(({ financialStatus }) => financialStatus), {
      timeout: 60_000,
    })
    .toEqual(["PAID"]);
});

test("Shopify is dead from delivery to confirmation; the order is paid and arrives later", async ({
  page,
}) => {
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp");
  await goToCheckout(page);
  await fillContact(page, email);
  await fillAddress(page, addresses.london);
  await turnOff("shopify");
  await chooseDelivery(page, 1);
  await fillCard(page, cards.good);
  // Express costs 11.50, whichever lamp it is.
  await expect(payButton(page)).toHaveText(/\.50/);
  await payButton(page).click();
  await expectOrder(page);
  expect(await shopOrdersOf(email)).toEqual([]);
  await switchEverythingOn();
  await expect.poll(async () => (await shopOrdersOf(email)).length, { timeout: 75_000 }).toBe(1);
  expect(await chargedTwice()).toBeUndefined();
});

test("the till is killed while the card is typed, and the same page goes on", async ({ page, announced }) => {
  announced.push(/503|Failed to fetch|ERR_/);
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp");
  await goToCheckout(page);
  await fillContact(page, email);
  await fillAddress(page, addresses.london);
  await kill("checkout");
  await chooseDelivery(page);
  await fillCard(page, cards.good);
  await startAgain("checkout");
  await payButton(page).click();
  await expectOrder(page);
});

test("the till is killed in the middle of paying, and the same page comes to the order, charged once", async ({
  page,
  announced,
}) => {
  announced.push(/503|409|Failed to fetch|ERR_/);
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  // Stripe takes the money and does not say so, and the till dies waiting for it.
  await switchOn({
    target: "stripe-api",
    mode: "accept-then-hang",
    operation: "payment_intents/pi_",
    delayMs: 0,
    remaining: 1,
  });
  const charged = await liveCharges();
  await payButton(page).click();
  await expect.poll(liveCharges).toBeGreaterThan(charged);
  await kill("checkout");
  await switchEverythingOn();
  await startAgain("checkout");
  await expectOrder(page);
  await expectPaidOnce(email);
});
