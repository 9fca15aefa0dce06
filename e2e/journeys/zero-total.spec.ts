import type { Browser, Page } from "@playwright/test";
import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { shopOrdersOf } from "../gestures/outside.ts";
import {
  addresses,
  cardFields,
  chooseDelivery,
  expectOrder,
  fillAddress,
  fillCheckout,
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

test("a free file for a state that adds tax asks for its address first, and is ordered without a card", async ({
  page,
}) => {
  const { email } = newShopper();
  await addToCart(page, "pattern-book", "en-us");
  await goToCheckout(page, "en-us");
  await fillContact(page, email);
  await useCode(page, "EVERYTHING100");
  await expect(page.getByText("Added once we know your address")).toBeVisible();
  await payButton(page).click();
  await page.getByRole("link", { name: "Complete your billing address" }).click();
  const bill = page.getByRole("form", { name: "Billing address" });
  for (const [label, value] of Object.entries(addresses.austin)) {
    await bill.getByLabel(new RegExp(`^${label}`)).fill(value);
  }
  await bill.getByRole("combobox", { name: "State" }).selectOption("TX");
  await bill.getByRole("button", { name: "Save billing address" }).click();
  await expect(page.getByText("Texas sales tax 6.25%")).toBeVisible();
  await orderForNothing(page, email);
});

test("a code for once pays off once: who comes second is told so at the till, who comes third where it is typed", async ({
  page,
  browser,
}) => {
  const [first, second, third] = [page, ...(await otherShoppers(browser, 2))] as [Page, Page, Page];
  for (const shopper of [first, second]) {
    await addToCart(shopper, "morel-lamp");
    await goToCheckout(shopper);
    await fillCheckout(shopper, newShopper());
    await useCode(shopper, "ONCE5");
    await expect(payButton(shopper)).toHaveText("Pay £93.00 now");
  }
  await payButton(first).click();
  await expectOrder(first);
  await payButton(second).click();
  await expect(second.getByText("Something changed, so nothing was charged")).toBeVisible();
  await expect(
    second.getByText(/ONCE5 (has been used as often as it may be|no longer applies)/),
  ).not.toHaveCount(0);

  await addToCart(third, "morel-lamp");
  await goToCheckout(third);
  const field = third.getByRole("textbox", { name: "Discount code" });
  await field.fill("ONCE5");
  await field.press("Enter");
  await expect(field).toHaveAccessibleDescription(/ONCE5 has been used as often as it may be/);
  await second.context().close();
  await third.context().close();
});

test("free delivery by a code shows as free where it is chosen", async ({ page }) => {
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await fillContact(page, newShopper().email);
  await fillAddress(page, addresses.london);
  const chosen = page.locator("#delivery label").filter({ has: page.getByRole("radio", { checked: true }) });
  await expect(chosen).toContainText("£4.95");
  await useCode(page, "FREESHIP");
  await expect(chosen).toContainText("£4.95 Free");
  await expect(payButton(page)).toHaveText("Pay £32.00 now");
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

/** Shoppers with browsers of their own. */
function otherShoppers(browser: Browser, count: number): Promise<Page[]> {
  return Promise.all(Array.from({ length: count }, async () => (await browser.newContext()).newPage()));
}

async function orderForNothing(page: Page, email: string): Promise<void> {
  await expect(page.getByText("Nothing to pay: your discount covers it all.")).toBeVisible();
  await expect(cardFields(page).getByRole("textbox")).toHaveCount(0);
  await expect(payButton(page)).toHaveText("Place order");
  await payButton(page).click();
  await expectOrder(page);
  await expect(page.getByText("Nothing to pay")).toBeVisible();
  await expect.poll(async () => (await shopOrdersOf(email)).length).toBe(1);
}
