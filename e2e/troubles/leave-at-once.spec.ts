import type { Page } from "@playwright/test";
import { expect, test } from "../gestures/journey.ts";
import { switchOn } from "../gestures/outside.ts";

const pressAdd = (page: Page) =>
  page
    .getByRole("button", { name: "Add to cart" })
    .evaluate((button) => (button as unknown as { click(): void }).click());
const quantity = (page: Page) => page.getByRole("main").locator(".stepper-value");

test.beforeEach(async ({ page }) => {
  await page.goto("/en-gb/products/stem-vase", { waitUntil: "networkidle" });
  // Long enough that the page is gone before the shop has answered.
  await switchOn({ target: "shopify-storefront", mode: "slow", operation: "cart", delayMs: 1_200 });
});

test("what was added milliseconds before the page is left is in the cart @phone", async ({ page }) => {
  await pressAdd(page);
  await page.goto("/en-gb/cart");
  await expect(quantity(page)).toHaveText(/1$/);
  await expect(page.getByRole("main").getByRole("button", { name: /^Go to checkout/ })).toBeVisible();
});

test("presses that still waited when the page was left are sent by the next one", async ({ page }) => {
  await pressAdd(page);
  await pressAdd(page);
  await pressAdd(page);
  await page.goto("/en-gb/cart");
  await expect(quantity(page)).toHaveText(/3$/);
});

test("presses on a cart that is there are sent as the page is left, wherever the shopper goes", async ({
  page,
  context,
}) => {
  const first = page.waitForResponse((answer) => answer.url().endsWith("/cart/changes"));
  await pressAdd(page);
  await first;
  await expect(page.getByRole("dialog").locator(".stepper-value")).toHaveText(/1$/);
  await pressAdd(page);
  await pressAdd(page);
  await page.goto("about:blank");
  const later = await context.newPage();
  await expect(async () => {
    await later.goto("/en-gb/cart");
    await expect(quantity(later)).toHaveText(/3$/, { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
});
