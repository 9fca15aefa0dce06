import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { chargedTwice, type SandboxVariant, setPrice, setStock, variants } from "../gestures/outside.ts";
import { expectOrder, fillCheckout, payButton } from "../gestures/pay.ts";

test("a price that changed since it was seen is asked about, never charged silently", async ({ page }) => {
  const { email } = newShopper();
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  const pieces = await variantsOf("LL-STEMVASE");
  try {
    for (const { id, price } of pieces) await setPrice(id, { ...price, GBP: "33.00" });
    await payButton(page).click();
    await expect(page.getByText("Something changed, so nothing was charged")).toBeVisible();
    await expect(page.getByText("The price has changed since you saw it.")).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
    await expect(payButton(page)).toHaveText("Pay £37.95 now");
    await payButton(page).click();
    await expectOrder(page);
    await expect(page.getByText("£37.95").first()).toBeVisible();
  } finally {
    for (const { id, price } of pieces) await setPrice(id, price);
  }
  expect(await chargedTwice()).toBeUndefined();
});

test("a piece that is gone is named, nothing is charged, and the cart is one step away", async ({ page }) => {
  await addToCart(page, "moon-jar");
  await goToCheckout(page);
  await fillCheckout(page, newShopper());
  const pieces = await variantsOf("LL-MOONJAR");
  try {
    for (const { id } of pieces) await setStock(id, 0);
    await payButton(page).click();
    await expect(page.getByText("Something changed, so nothing was charged")).toBeVisible();
    await expect(page.getByText("Moon jar has just sold out.")).toBeVisible();
    await page.getByRole("link", { name: "Change the cart" }).click();
    await page.waitForURL(/\/en-gb\/cart$/);
  } finally {
    for (const { id, inventory } of pieces) await setStock(id, inventory.onHand - inventory.committed);
  }
});

test("a cart that was changed in another tab is shown before it is paid", async ({ page, context }) => {
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await fillCheckout(page, newShopper());
  const other = await context.newPage();
  await addToCart(other, "round-tray");
  await expect(other.getByRole("dialog").getByText("Round tray").first()).toBeVisible();
  await other.close();
  await payButton(page).click();
  await expect(page.getByText("Your cart was changed in another window.")).toBeVisible();
  await expect(page.getByText("Round tray").first()).toBeVisible();
  await payButton(page).click();
  await expectOrder(page);
});

async function variantsOf(skuStart: string): Promise<SandboxVariant[]> {
  return (await variants()).filter(({ sku }) => sku?.startsWith(skuStart));
}
