import { expectAccessible } from "../gestures/accessible.ts";
import { addToCart, goToCheckout, refuseCounting } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { mailsTo, required } from "../gestures/outside.ts";
import {
  addresses,
  cards,
  expectOrder,
  fillAddress,
  fillCheckout,
  fillContact,
  payButton,
  useCode,
} from "../gestures/pay.ts";

for (const path of [
  "/en-gb",
  "/de-de",
  "/en-gb/collections/lamps",
  "/en-gb/products/loam-table-lamp",
  "/en-gb/search?q=lamp",
  "/en-gb/search?q=zzzz",
  "/en-gb/cart",
  "/en-gb/pages/about",
  "/en-gb/policies/refund-policy",
  "/en-gb/products/there-is-no-such-thing",
]) {
  test(`axe finds nothing on ${path}`, async ({ page, announced }) => {
    announced.push(/404/);
    await page.goto(path);
    await expectAccessible(page);
    await refuseCounting(page);
    await expectAccessible(page);
  });
}

test("axe finds nothing from the full cart to the order @phone", async ({ page }) => {
  await addToCart(page, "loam-table-lamp");
  await expectAccessible(page);
  await goToCheckout(page);
  await expectAccessible(page);
  await fillCheckout(page, newShopper());
  await expectAccessible(page);
  await payButton(page).click();
  await expectOrder(page);
  await expectAccessible(page);
});

test("axe finds nothing while the bank asks, nor in what the order's mail says", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "loam-table-lamp");
  await goToCheckout(page);
  await fillCheckout(page, { email, card: cards.challenged });
  await payButton(page).click();
  const complete = page
    .frameLocator('iframe[name="stripe-challenge"]')
    .getByRole("button", { name: /^Complete/ });
  await complete.waitFor();
  await expectAccessible(page);
  await complete.click();
  await expectOrder(page);
  await expect.poll(async () => (await mailsTo(email)).length).toBe(1);
  const [mail] = await mailsTo(email);
  await page.goto("about:blank");
  await page.setContent(mail?.html ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
});

test("axe finds nothing where something is wrong, asked or refused", async ({ page, announced }) => {
  announced.push(/409/);
  await addToCart(page, "moon-lantern");
  await goToCheckout(page);
  await page.getByRole("button", { name: "Continue" }).last().click();
  await expect(page.getByText("Enter your first name")).toBeVisible();
  await expectAccessible(page);
  await fillContact(page, newShopper().email);
  await fillAddress(page, addresses.london);
  await useCode(page, "SLOW15");
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Country or region" }).selectOption("DE");
  await page.getByRole("textbox", { name: /^Postcode/ }).fill("10119");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});

for (const path of [
  "/checkout/stopped?reason=link-expired",
  "/checkout/there-is-no-such-checkout",
  "/checkout/orders/there-is-no-such-order",
]) {
  test(`axe finds nothing on ${path}`, async ({ page, announced }) => {
    announced.push(/404/);
    await page.goto(path);
    await expectAccessible(page);
  });
}

for (const path of ["", "/orders", "/payments", "/webhooks", "/mail", "/faults"]) {
  test(`axe finds nothing on the sandbox's control page ${path || "/"}`, async ({ page }) => {
    await page.goto(`${required("SHOPIFY_SANDBOX_URL")}/control${path}`);
    await expectAccessible(page);
  });
}
