import { addToCart, goToCheckout } from "../gestures/browse.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { chargedTwice, type SandboxVariant, setPrice, setStock, variants } from "../gestures/outside.ts";
import { expectOrder, fillCheckout, fillToCard, payButton } from "../gestures/pay.ts";

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

test("a cart that was emptied in another tab says so, offers no payment, and goes on once it is filled", async ({
  page,
  context,
}) => {
  const { email } = newShopper();
  await addToCart(page, "stem-vase");
  await goToCheckout(page);
  await fillCheckout(page, { email });
  const other = await context.newPage();
  await other.goto("/en-gb/cart");
  await other
    .getByRole("main")
    .getByRole("button", { name: /^Remove .* from the cart$/ })
    .click();
  await expect(other.getByRole("button", { name: /^Remove .* from the cart$/ })).toHaveCount(0);
  await payButton(page).click();
  const words = page.getByRole("alert").filter({ hasText: "Your cart is empty" });
  await expect(words).toContainText("nothing was charged");
  await expect(words.getByRole("link", { name: "Back to the shop" })).toHaveAttribute("href", /\/en-gb$/);
  await expect(payButton(page)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await expect(page.getByRole("textbox", { name: /^Postcode/ })).toHaveValue("SW1Y 4JH");
  const checkout = page.url();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Back to the shop" })).toBeVisible();

  await addToCart(other, "stem-vase");
  await other.close();
  await page.goto(checkout);
  await expect(page.getByRole("textbox", { name: /^Email/ })).toHaveValue(email);
  await expect(payButton(page)).toHaveText("Pay £36.95 now");
});

test("a country where nothing of the cart is to be had can only be turned back from", async ({
  page,
  announced,
}) => {
  // The question is the till's 409.
  announced.push(/409/);
  await addToCart(page, "moon-jar");
  await goToCheckout(page);
  await fillToCard(page, newShopper().email);
  const pieces = await variantsOf("LL-MOONJAR");
  try {
    for (const { id } of pieces) await setStock(id, 0);
    await page.getByRole("combobox", { name: "Country or region" }).first().selectOption("DE");
    await page
      .getByRole("textbox", { name: /^Postcode/ })
      .first()
      .fill("10119");
    await page.keyboard.press("Tab");
    const answer = page.getByRole("dialog", { name: "Your order cannot go there" });
    await expect(answer).toContainText("Nothing in your cart can be delivered to Germany.");
    await expect(answer.getByRole("button", { name: "Deliver there" })).toHaveCount(0);
    await answer.getByRole("button", { name: "Keep the address before" }).click();
    await expect(page.getByRole("combobox", { name: "Country or region" }).first()).toHaveValue("GB");
    await expect(page.getByRole("textbox", { name: /^Postcode/ }).first()).toHaveValue("SW1Y 4JH");
  } finally {
    for (const { id, inventory } of pieces) await setStock(id, inventory.onHand - inventory.committed);
  }
});

async function variantsOf(skuStart: string): Promise<SandboxVariant[]> {
  return (await variants()).filter(({ sku }) => sku?.startsWith(skuStart));
}
