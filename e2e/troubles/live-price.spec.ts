import { expect, test } from "../gestures/journey.ts";
import { setPrice, setStock, switchOn, variants } from "../gestures/outside.ts";

test("a page written before the price and the stock changed shows what is true now", async ({ page }) => {
  const stool = (await variants()).find(({ sku }) => sku === "LL-MILKSTOO-SMO");
  if (!stool) throw new Error("The catalogue has no LL-MILKSTOO-SMO");
  await page.goto("/en-gb/products/milking-stool");
  await page.getByRole("link", { name: /^Smoked/ }).click();
  await expect(page).toHaveURL(/\?/);
  const chosen = page.url();
  await page.goto(chosen);
  const price = page.locator(".buy-price");
  const before = await price.innerText();
  // Nobody tells the shop, so the page stays as it was written.
  await switchOn({ target: "shopify-webhooks", mode: "webhook-lost" });
  try {
    await setPrice(stool.id, { ...stool.price, GBP: "171.50" });
    await page.goto(chosen);
    await expect(price).toContainText("£171.50");
    await expect(page.getByText("The price has just changed")).toBeVisible();
    await setStock(stool.id, 0);
    await page.goto(chosen);
    await expect(page.getByRole("main").getByRole("button", { name: "Sold out" })).toBeDisabled();
  } finally {
    await setPrice(stool.id, stool.price);
    await setStock(stool.id, stool.inventory.onHand - stool.inventory.committed);
  }
  await page.goto(chosen);
  await expect(price).toHaveText(before);
  await expect(page.getByRole("main").getByRole("button", { name: "Add to cart" })).toBeEnabled();
});

test("a download is never said to leave the studio", async ({ page }) => {
  const live = page.waitForResponse((answer) => answer.url().includes("/variants/"));
  await page.goto("/en-gb/products/pattern-book");
  await (await live).finished();
  await expect(page.getByText("A file for you to download")).toBeVisible();
  await expect(page.getByText(/leaves the studio/)).toBeHidden();
});
