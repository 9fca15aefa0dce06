import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { switchEverythingOn, switchOn } from "../gestures/outside.ts";
import { expectOrder, expectPaidOnce, fillCheckout, payButton } from "../gestures/pay.ts";

/** The one intent of a checkout: confirm, read and cancel, but not its making and not the card's token. */
const theIntent = "payment_intents/pi_";

test("a payment that Stripe took without saying so becomes an order, and nobody is told it was declined", async ({
  page,
}) => {
  const { email } = newShopper();
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  await switchOn({
    target: "stripe-api",
    mode: "accept-then-hang",
    operation: theIntent,
    delayMs: 0,
    remaining: 1,
  });
  await payButton(page).click();
  await expectOrder(page);
  await expectPaidOnce(email);
});

test("while nobody knows, the shopper is told so, cannot pay again, may leave, and finds the order later", async ({
  page,
}) => {
  const { email } = newShopper();
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  const checkout = page.url();
  await fillCheckout(page, { email });
  await switchOn({ target: "stripe-webhooks", mode: "webhook-lost" });
  await switchOn({ target: "stripe-api", mode: "accept-then-hang", operation: theIntent, delayMs: 0 });
  await payButton(page).click();
  await expect(page.getByText("We are confirming your payment")).toBeVisible();
  await expect(payButton(page)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await expect(page.getByText(`we write to ${email}`)).toBeVisible({ timeout: 20_000 });
  await page.goto("/en-gb");
  await switchEverythingOn();
  await page.goto(checkout);
  await expectOrder(page);
  await expectPaidOnce(email);
});

test("an answer of Stripe that is lost charges once and still ends in an order", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  await switchOn({
    target: "stripe-api",
    mode: "accept-then-reset",
    operation: theIntent,
    remaining: 2,
  });
  await payButton(page).click();
  await expectOrder(page);
  await expectPaidOnce(email);
});
