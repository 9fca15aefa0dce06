import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addToCart, goToCheckout, refuseCounting } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { required } from "../gestures/outside.ts";
import { expectOrder, fillCheckout, payButton } from "../gestures/pay.ts";

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
  ).toEqual([]);
}

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
  test(`axe finds nothing on ${path} @phone`, async ({ page, announced }) => {
    announced.push(/404/);
    await page.goto(path);
    await expectNoFindings(page);
    await refuseCounting(page);
    await expectNoFindings(page);
  });
}

test("axe finds nothing from the full cart to the order @phone", async ({ page }) => {
  await addToCart(page, "loam-table-lamp");
  await expectNoFindings(page);
  await goToCheckout(page);
  await expectNoFindings(page);
  await fillCheckout(page, newShopper());
  await expectNoFindings(page);
  await payButton(page).click();
  await expectOrder(page);
  await expectNoFindings(page);
});

for (const path of ["", "/orders", "/payments", "/webhooks", "/mail", "/faults"]) {
  test(`axe finds nothing on the sandbox's control page ${path || "/"}`, async ({ page }) => {
    await page.goto(`${required("SHOPIFY_SANDBOX_URL")}/control${path}`);
    await expectNoFindings(page);
  });
}
