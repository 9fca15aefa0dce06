import type { Page } from "@playwright/test";
import { eventsOfVisitor, purchasesOf, totalOf, visitorOf } from "../gestures/events.ts";
import { expect, newShopper, test } from "../gestures/journey.ts";
import { expectOrder, fillCheckout, payButton } from "../gestures/pay.ts";

/** Looks at the cart before going on: what is pressed before the page's script has come is not counted. */
async function goToCheckoutSeen(page: Page, visitor: string): Promise<void> {
  const seen = async () => (await eventsOfVisitor(visitor)).filter(({ name }) => name === "view_cart").length;
  await expect.poll(seen).toBe(1);
  await page.goto("/en-gb/cart");
  await expect.poll(seen).toBe(2);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Go to checkout/ })
    .click();
  await expect(page.getByRole("heading", { level: 2, name: /^Contact/ })).toBeVisible();
}

test("each step of a counted shopper is stored once, and the purchase is the order's own total", async ({
  page,
}) => {
  await page.goto("/en-gb/policies/privacy-policy?utm_campaign=autumn&gclid=click-1");
  await page.getByRole("button", { name: "Yes, count" }).click();
  await page.goto("/en-gb/collections/lamps");
  await expect.poll(() => visitorOf(page)).not.toBeNull();
  const visitor = (await visitorOf(page)) ?? "";
  await page
    .getByRole("main")
    .getByRole("link", { name: /Loam table lamp/i })
    .first()
    .click();
  await expect
    .poll(async () => (await eventsOfVisitor(visitor)).map(({ name }) => name))
    .toContain("view_item");
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await goToCheckoutSeen(page, visitor);
  await fillCheckout(page, newShopper());
  await payButton(page).click();
  const number = await expectOrder(page);

  await expect.poll(() => purchasesOf(number)).toHaveLength(1);
  const [purchase] = await purchasesOf(number);
  expect(purchase).toMatchObject({
    visitor,
    consent: "granted",
    valueMinor: await totalOf(number),
    campaigns: ["autumn", "click-1"],
  });
  await expect
    .poll(async () => (await eventsOfVisitor(visitor)).map(({ name }) => name).toSorted())
    .toEqual(
      [
        "view_item_list",
        "view_item",
        "add_to_cart",
        "view_cart",
        "view_cart",
        "begin_checkout",
        "add_shipping_info",
        "add_payment_info",
        "purchase",
      ].toSorted(),
    );
  const sessions = new Set((await eventsOfVisitor(visitor)).map(({ session }) => session));
  expect(sessions.size).toBe(1);
});
