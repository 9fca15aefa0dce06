import { expect, type Locator, type Page } from "@playwright/test";

/** Puts a product into the cart from its own page; answers the consent banner first, because it lies over the page. */
export async function addToCart(page: Page, handle: string, locale = "en-gb"): Promise<void> {
  await page.goto(`/${locale}/products/${handle}`);
  await refuseCounting(page);
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === "POST" && new URL(answer.url()).pathname.includes("/cart/"),
  );
  await addButton(page, locale).click();
  await answered;
}

/** The button that puts the shown product into the cart. */
export function addButton(page: Page, locale = "en-gb"): Locator {
  return page.getByRole("button", { name: addWords[locale] ?? "" }).first();
}

export async function refuseCounting(page: Page): Promise<void> {
  const refuse = page.getByRole("button", { name: /^(No, thanks|Nein, danke)$/ });
  if (await refuse.isVisible().catch(() => false)) await refuse.click();
}

const addWords: Readonly<Record<string, RegExp>> = {
  "en-gb": /^Add to cart$/,
  "en-us": /^Add to cart$/,
  "de-de": /^In den (Warenkorb|Korb)/,
};
/** From wherever the cart shows to the till. */
export async function goToCheckout(page: Page, locale = "en-gb"): Promise<void> {
  await page.goto(`/${locale}/cart`);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^(Go to checkout|Zur Kasse)/ })
    .click();
  await page.waitForURL(/\/checkout\/[\w-]{10,}/);
  await expect(page.getByRole("heading", { level: 2, name: /^(Contact|Kontakt)/ })).toBeVisible();
}
