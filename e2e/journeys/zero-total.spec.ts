import type { Page } from "@playwright/test";
import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { shopOrdersOf } from "../gestures/outside.ts";
import {
  addresses,
  cardFields,
  chooseDelivery,
  expectOrder,
  fillAddress,
  fillContact,
  payButton,
  useCode,
} from "../gestures/pay.ts";

test("a pattern book whose price is all taken off is ordered without a card @phone", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "pattern-book");
  await goToCheckout(page);
  await fillContact(page, email);
  await useCode(page, "EVERYTHING100");
  await orderForNothing(page, email);
});

test("a lamp sent free and all taken off is ordered without a card", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  await fillContact(page, email);
  await fillAddress(page, addresses.london);
  await chooseDelivery(page);
  await useCode(page, "EVERYTHING100");
  await expect(payButton(page)).toHaveText(/Pay £\d/);
  await useCode(page, "FREESHIP");
  await orderForNothing(page, email);
});

test("a code that gives nothing is refused where it is typed, a gift card in plain words, and the next one takes its place", async ({
  page,
}) => {
  await addToCart(page, "morel-lamp");
  await goToCheckout(page);
  const field = page.getByRole("textbox", { name: "Discount code" });
  await useCode(page, "SLOW15");
  await expect(field).toHaveAccessibleDescription(/SLOW15 does not apply/);
  await useCode(page, "SLOWLIGHT25GBP");
  await expect(field).toHaveAccessibleDescription(/Gift cards cannot be used here yet/);
  await expect(page.getByRole("button", { name: "Remove SLOW15" })).toHaveCount(0);
  await useCode(page, "HALF");
  await expect(field).toHaveAccessibleDescription("");
  await expect(page.getByRole("button", { name: "Remove HALF" })).toBeVisible();
});

async function orderForNothing(page: Page, email: string): Promise<void> {
  await expect(page.getByText("Nothing to pay: your discount covers it all.")).toBeVisible();
  await expect(cardFields(page).getByRole("textbox")).toHaveCount(0);
  await expect(payButton(page)).toHaveText("Place order");
  await payButton(page).click();
  await expectOrder(page);
  await expect(page.getByText("Nothing to pay")).toBeVisible();
  await expect.poll(async () => (await shopOrdersOf(email)).length).toBe(1);
}
