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

async function moveToBerlin(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: "Country or region" }).selectOption("DE");
  await page.getByRole("textbox", { name: /^Postcode/ }).fill("10119");
  await page.keyboard.press("Tab");
}
