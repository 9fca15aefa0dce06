import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { chargedTwice } from "../gestures/outside.ts";
import { cards, expectOrder, expectPaidOnce, fillCard, fillCheckout, payButton } from "../gestures/pay.ts";

test("two tabs that pay at once give one order and one charge", async ({ page, context, announced }) => {
  announced.push(/409/);
  const { email } = newShopper();
  await addToCart(page, "shoulder-vase");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  const other = await context.newPage();
  await other.goto(page.url());
  await fillCard(other, cards.good);
  await expect(payButton(other)).toBeEnabled();
  await Promise.all([payButton(page).click(), payButton(other).click()]);
  const [one, two] = await Promise.all([expectOrder(page), expectOrder(other)]);
  expect(two).toBe(one);
  await expectPaidOnce(email);
});

test("a reload after paying shows the order and never pays again", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "shoulder-vase");
  await goToCheckout(page);
  const checkout = page.url();
  await fillCheckout(page, { email });
  await payButton(page).dblclick();
  const number = await expectOrder(page);
  await page.goto(checkout);
  expect(await expectOrder(page)).toBe(number);
  expect(await chargedTwice()).toBeUndefined();
});
