import { expect, test } from "../gestures/journey.ts";

test.use({ javaScriptEnabled: false });

test("without JavaScript the shop can be looked through and a cart can be filled @phone", async ({
  page,
}) => {
  await page.goto("/en-gb");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto("/en-gb/collections/lamps");
  await page.getByRole("main").getByRole("link", { name: /Loam/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Loam/ })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  await page.waitForURL(/\/en-gb\/cart/);
  await expect(page.getByRole("main").getByText(/Loam/).first()).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: /^Go to checkout/ })).toBeVisible();
});
