import { expectAccessible } from "../gestures/accessible.ts";
import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { signIn } from "../gestures/console.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { turnOff } from "../gestures/outside.ts";
import { adyenCards, expectOrder, fillAdyenCard, fillToCard, payButton } from "../gestures/pay.ts";

test.use({ announced: [/ERR_|Failed to load resource|Failed to fetch/] });

test("a lamp is bought while Stripe is off, and the console says why Adyen took it", async ({ page }) => {
  const { email } = newShopper();
  await turnOff("stripe");
  await addToCart(page, "milking-stool");
  await goToCheckout(page);
  await fillToCard(page, email);
  await fillAdyenCard(page, adyenCards.good);
  await payButton(page).click();
  const number = await expectOrder(page);

  await signIn(page);
  await page.getByLabel("Find a payment").fill(number);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: number }).click();
  await expect(page.getByText("A try at Adyen began")).toBeVisible();
  await expect(page.getByText(/Stripe was left out, because/).first()).toBeVisible();
  await expect(page.getByText(`Order ${number} was placed`)).toBeVisible();
  await expectAccessible(page);
});
