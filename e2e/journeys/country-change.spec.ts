import type { Page } from "@playwright/test";
import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import {
  addresses,
  expectOrder,
  fillAddress,
  fillCard,
  fillContact,
  cards,
  payButton,
} from "../gestures/pay.ts";

test("a country with other prices is asked about: no leaves all as it was, yes changes the order @phone", async ({
  page,
  announced,
}) => {
  // The question is the till's 409.
  announced.push(/409/);
  await addToCart(page, "moon-lantern");
  await goToCheckout(page);
  await fillContact(page, newShopper().email);
  await fillAddress(page, addresses.london);
  await expect(payButton(page)).toHaveText(/^Pay £/);

  await moveToBerlin(page);
  const question = page.getByRole("dialog", { name: "Delivering there changes your order" });
  await expect(question).toContainText("£45.00 €52.00");
  await question.getByRole("button", { name: "Keep the address before" }).click();
  await expect(page.getByRole("combobox", { name: "Country or region" })).toHaveValue("GB");
  await expect(page.getByRole("textbox", { name: /^Postcode/ })).toHaveValue("SW1Y 4JH");
  await expect(payButton(page)).toHaveText(/^Pay £/);

  await moveToBerlin(page);
  await question.getByRole("button", { name: "Deliver there" }).click();
  await expect(payButton(page)).toHaveText(/€58.90/);
  await fillCard(page, cards.good);
  await payButton(page).click();
  await expectOrder(page);
  await expect(page.getByText("€58.90").first()).toBeVisible();
});

test("a cart too heavy for any carrier says so at the address, which is kept, and goes on once it is lighter", async ({
  page,
  context,
}) => {
  for (const _ of [1, 2, 3]) await addToCart(page, "heron-floor-lamp");
  await goToCheckout(page);
  await fillContact(page, newShopper().email);
  const form = page.getByRole("form", { name: "Delivery address" });
  for (const [label, value] of Object.entries(addresses.london))
    await form.getByLabel(new RegExp(`^${label}`)).fill(value);
  await page.keyboard.press("Tab");
  const words = "We have no way to deliver these things to this address.";
  await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  const country = page.getByRole("combobox", { name: "Country or region" }).first();
  await expect(payButton(page)).toHaveCount(0);
  await expect(country).toHaveAttribute("aria-invalid", "true");
  await expect(country).toHaveAccessibleDescription(new RegExp(words));
  await expect(page.getByRole("textbox", { name: /^Postcode/ }).first()).toHaveValue("SW1Y 4JH");

  const other = await context.newPage();
  await other.goto("/en-gb/cart");
  await other
    .getByRole("main")
    .getByRole("button", { name: /^One fewer/ })
    .first()
    .click();
  await expect(other.getByRole("main").getByText("£690.00").first()).toBeVisible();
  await other.close();
  // A cart that was read just now is not read again at once.
  await expect(async () => {
    await page.reload();
    await expect(payButton(page)).toHaveText("Pay £690.00 now", { timeout: 3_000 });
  }).toPass();
  await expect(country).not.toHaveAttribute("aria-invalid");
});

async function moveToBerlin(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: "Country or region" }).selectOption("DE");
  await page.getByRole("textbox", { name: /^Postcode/ }).fill("10119");
  await page.keyboard.press("Tab");
}
