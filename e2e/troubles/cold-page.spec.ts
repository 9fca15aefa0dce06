import { expect, test } from "../gestures/journey.ts";
import { switchEverythingOn, turnOff } from "../gestures/outside.ts";

// Whoever comes next is not to meet a shop that has not yet noticed that Shopify is back.
test.afterEach(async ({ request }) => {
  await switchEverythingOn();
  await expect
    .poll(async () => (await request.get(`/en-gb/search?q=${crypto.randomUUID()}`)).status())
    .toBe(200);
});

for (const [locale, language, search, collection] of [
  ["de-de", "de", "Die Suche geht gerade nicht", "Einen Moment, bitte"],
  ["en-gb", "en", "We cannot search just now", "One moment, please"],
] as const) {
  test(`a page nobody has seen, asked for while Shopify is silent, is a 503 in words under /${locale} @phone`, async ({
    page,
    announced,
  }) => {
    announced.push(/503/);
    await turnOff("shopify");
    // Words and a bound nobody has asked for before, so that no cache can answer.
    for (const [path, words] of [
      [`/${locale}/search?q=${crypto.randomUUID()}`, search],
      [`/${locale}/collections/lamps?price-min=${Math.floor(Math.random() * 1e9) / 100}`, collection],
    ] as const) {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(503);
      expect(answer?.headers()).toMatchObject({ "retry-after": "5", "x-robots-tag": "noindex" });
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByRole("heading", { level: 1, name: words })).toBeVisible();
      await expect(page.getByRole("link", { name: /^(Try again|Noch einmal versuchen)$/ })).toBeVisible();
    }
  });
}

test("with Shopify silent the cart says that it cannot be shown, and keeps the way on", async ({
  page,
  announced,
}) => {
  announced.push(/50[03]/); // What the page fetches ahead has nobody to answer it.
  await page.goto("/de-de/products/stem-vase");
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/cart/changes"));
  await page.getByRole("button", { name: "In den Warenkorb" }).first().click();
  await answered;
  await turnOff("shopify");
  await page.goto("/de-de/cart");
  await expect(
    page
      .getByRole("main")
      .getByText(/Der Warenkorb antwortet gerade nicht/)
      .first(),
  ).toBeVisible();
});
