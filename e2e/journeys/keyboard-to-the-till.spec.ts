import type { Page } from "@playwright/test";
import { expect, test } from "../gestures/journey.ts";

type Stop = { readonly name: string; readonly isSeen: boolean; readonly isInDialog: boolean };

/** What has the focus, whether one sees that it has, and whether it lies in a dialog; null: nothing of the page. */
async function focused(page: Page): Promise<Stop | null> {
  const stop = page.locator(":focus");
  if ((await stop.count()) === 0) return null;
  return stop.first().evaluate((element): Stop => {
    const { outlineStyle, outlineWidth } = element.ownerDocument.defaultView!.getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return {
      name: (element.getAttribute("aria-label") ?? element.textContent).trim(),
      isSeen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0 && width > 0 && height > 0,
      isInDialog: element.closest("dialog") !== null,
    };
  });
}

/** Presses Tab until something of that name has the focus; every stop on the way must be visible. */
async function tabTo(page: Page, name: RegExp, pressesMax = 60): Promise<void> {
  for (let presses = 0; presses < pressesMax; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop) expect(stop, `the focus on "${stop.name}" can be seen`).toMatchObject({ isSeen: true });
    if (stop && name.test(stop.name)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

test("a shopper with only a keyboard comes from the shop to the till", async ({ page, announced }) => {
  announced.push(/503/); // A page fetched ahead may fail on a busy machine; the walk itself must not.
  await page.goto("/en-gb", { waitUntil: "networkidle" });
  await page.keyboard.press("Tab");
  expect(await focused(page)).toMatchObject({ name: "Skip to content", isSeen: true });
  await tabTo(page, /^Ceramics$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ceramics" })).toBeVisible();
  await tabTo(page, /^Stem vase/, 90);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Stem vase" })).toBeVisible();
  await tabTo(page, /^Add to cart$/);
  await page.keyboard.press("Enter");

  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("button", { name: "Go to checkout" })).toBeVisible();
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop) expect(stop).toMatchObject({ isInDialog: true, isSeen: true });
  }
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  expect(await focused(page)).toMatchObject({ name: "Add to cart", isInDialog: false });

  await page.keyboard.press("Enter");
  await expect(drawer).toBeVisible();
  await tabTo(page, /^Go to checkout$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/checkout\/[\w-]{10,}/);
  await expect(page.getByRole("heading", { level: 2, name: /^Contact/ })).toBeVisible();
});
