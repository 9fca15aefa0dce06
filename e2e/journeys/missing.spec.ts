import { expect, test } from "../gestures/journey.ts";

test.use({ javaScriptEnabled: false });

for (const [path, words] of [
  ["/de-de/products/gibt-es-nicht", /Zur Startseite/],
  ["/de-de/collections/gibt-es-nicht", /Zur Startseite/],
  ["/en-gb/pages/there-is-none", /front page/],
  ["/en-gb/policies/there-is-none", /front page/],
  ["/en-gb/there/is/none", /front page/],
] as const) {
  test(`${path} is a whole page with a 404, in its own language and without JavaScript`, async ({
    page,
    announced,
  }) => {
    announced.push(/404/);
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("html")).toHaveAttribute("lang", path.startsWith("/de") ? /^de/ : /^en/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: words })).toBeVisible();
    await expect(page.getByRole("banner")).toBeVisible();
  });
}
