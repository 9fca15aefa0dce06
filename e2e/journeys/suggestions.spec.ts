import { expectAccessible } from "../gestures/accessible.ts";
import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { deliveryOption, fillContact, street } from "../gestures/pay.ts";

test("an address that was begun is chosen with the arrows and fills the form @phone", async ({ page }) => {
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await fillContact(page, newShopper().email);
  await page.getByRole("textbox", { name: "First name" }).fill("Ada");
  await page.getByRole("textbox", { name: "Last name" }).fill("Lovelace");
  await street(page).pressSequentially("12 Found");
  const offered = page.getByRole("listbox", { name: "Suggested addresses" }).getByRole("option");
  await expect(offered).toHaveText([/12 Foundry Lane Bristol/, /12 Foundry Row Sheffield/]);
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(offered.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(offered).toHaveCount(0);
  await expect(street(page)).toHaveValue("12 Foundry Row");
  await expect(page.getByRole("textbox", { name: /^Postcode/ })).toHaveValue("S7 9ZX");
  await expect(page.getByRole("textbox", { name: "First name" })).toHaveValue("Ada");
  await page.keyboard.press("Tab");
  await expect(deliveryOption(page).first()).toBeVisible();
});
