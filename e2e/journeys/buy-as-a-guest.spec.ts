import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { mailsTo, shopOrdersOf } from "../gestures/outside.ts";
import { addresses, expectOrder, fillCheckout, payButton } from "../gestures/pay.ts";

test("a guest buys a lamp, gets an order number and a mail, and the shop gets the order @phone", async ({
  page,
}) => {
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  await payButton(page).click();
  const number = await expectOrder(page);

  await expect
    .poll(async () => (await mailsTo(email)).map(({ subject }) => subject).join())
    .toContain(number);
  await expect
    .poll(async () => (await shopOrdersOf(email)).map(({ financialStatus }) => financialStatus))
    .toEqual(["PAID"]);
  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name === "evertill_cart")?.value ?? "").toBe("");
});

test("a guest in Germany pays in euros with the words the law asks for", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp", "de-de");
  await goToCheckout(page, "de-de");
  await fillCheckout(page, { email, address: addresses.berlin });
  await expect(page.getByRole("button", { name: "Zahlungspflichtig bestellen" })).toBeVisible();
  await expect(page.getByText(/€/).last()).toBeVisible();
  await payButton(page).click();
  await expectOrder(page);
});

test("a file to download asks for no address and no delivery", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "pattern-book");
  await goToCheckout(page);
  await expect(page.getByText("Nothing to deliver")).toBeVisible();
  await expect(page.getByRole("form", { name: "Delivery address" })).toHaveCount(0);
  expect(email).toContain("@");
});
