import { consoleOrigin, openAccount, signIn } from "../gestures/console.ts";
import { expect, test } from "../gestures/journey.ts";

test.use({ announced: [/403/] });

test("whoever is not signed in, or has another role, sees nothing of a payment", async ({ page }) => {
  await page.goto(`${consoleOrigin()}/payments`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page);
  const growth = await openAccount(page, "growth");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page, growth);
  await expect(page.getByRole("heading", { name: "Payment health" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Payments" })).toHaveCount(0);
  for (const path of ["/payments", "/routing", "/tasks", "/accounts"]) {
    const answer = await page.goto(`${consoleOrigin()}${path}`);
    expect(answer?.status(), path).toBe(403);
  }
  await expect(page.getByText("Not for your role")).toBeVisible();
});
