import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { switchOn } from "../gestures/outside.ts";
import { deliveryOption, fillContact } from "../gestures/pay.ts";

const street = (page: Page) =>
  page
    .getByRole("form", { name: "Delivery address" })
    .getByRole("combobox", { name: "Street and house number" });

test("an address that was begun is chosen with the arrows and fills the form @phone", async ({ page }) => {
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await fillContact(page, newShopper().email);
  await page.getByRole("textbox", { name: "First name" }).fill("Ada");
  await page.getByRole("textbox", { name: "Last name" }).fill("Lovelace");
  await street(page).pressSequentially("12 Found");
  const offered = page.getByRole("listbox", { name: "Suggested addresses" }).getByRole("option");
  await expect(offered).toHaveText([/12 Foundry Lane Bristol/, /12 Foundry Row Sheffield/]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
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

test("while the look-up is silent the fields stay plain, and Escape leaves what is offered", async ({
  page,
}) => {
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await street(page).pressSequentially("12 Found");
  const offered = page.getByRole("listbox", { name: "Suggested addresses" });
  await expect(offered.getByRole("option")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(offered).toHaveCount(0);
  await expect(street(page)).toHaveValue("12 Found");
  await switchOn({ target: "address-look-up", mode: "hang" });
  const answered = page.waitForResponse(/address-suggestions\?typed=12\+Foundry&/);
  await street(page).pressSequentially("ry");
  expect(await (await answered).json()).toEqual({ suggestions: [] });
  await expect(offered).toHaveCount(0);
  await expect(street(page)).toHaveValue("12 Foundry");
});
