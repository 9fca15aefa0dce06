import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "vitest";
import { shopInBrowser } from "../../testing/shop-in-browser.ts";
import { openHostShop } from "./testing/host-shop.ts";

const here = shopInBrowser(({ urls }) => openHostShop(urls.paypal));
const { blankPage, complaints } = here;

async function open(mode = "auto"): Promise<Page> {
  const page = await blankPage();
  await page.goto(`${here.shop.origin}/?mode=${mode}`);
  return page;
}

const result = (page: Page) => page.getByLabel("What came of it");
const tap = (page: Page) => page.getByRole("button", { name: "Pay with PayPal" }).click();

/** Taps the button, and gives the payer's window. */
async function payer(page: Page): Promise<Page> {
  await expect(result(page)).toContainText("ready");
  const [opened] = await Promise.all([page.waitForEvent("popup"), tap(page)]);
  return opened;
}

test("the payer agrees in the window, the shop authorises, and the window is gone", async () => {
  const page = await open();
  const window = await payer(page);
  await expect(window.getByRole("heading", { name: "Fixture & Sons asks for €12.50" })).toBeVisible();
  await window.getByRole("button", { name: "Agree and continue" }).click();
  await expect(result(page)).toContainText("approved by SANDBXPAYERAA: COMPLETED");
  await expect(result(page)).toContainText("complete approved");
  expect(window.isClosed()).toBe(true);
});

test.each([
  [
    "cancels",
    (window: Page) => window.getByRole("button", { name: "Cancel and return to the shop" }).click(),
  ],
  ["shuts the window", (window: Page) => window.close()],
])("a payer who %s has cancelled", async (_what, leave) => {
  const page = await open();
  const window = await payer(page);
  await expect(window.getByRole("heading")).toContainText("asks for");
  await leave(window);
  await expect(result(page)).toContainText("canceled with its order");
  await expect(result(page)).toContainText("complete canceled");
});

test("when no order can be made, the window goes and the shop is told", async () => {
  const page = await open("auto&order=broken");
  const window = await payer(page);
  await expect(result(page)).toContainText("error no order today");
  await expect.poll(() => window.isClosed()).toBe(true);
  // The browser tells of the shop's own 500.
  expect(complaints.splice(0)).toHaveLength(1);
});

test("by redirect the payer comes back to the order's address, and the session goes on", async () => {
  const page = await open("redirect");
  await expect(result(page)).toContainText("ready");
  await tap(page);
  await page.getByRole("button", { name: "Agree and continue" }).click();
  await page.waitForURL("**/?step=back&token=*&PayerID=SANDBXPAYERAA");
  await expect(result(page)).toContainText("approved by SANDBXPAYERAA: COMPLETED");
});

test("by redirect a payer who cancels comes back to the other address", async () => {
  const page = await open("redirect");
  await expect(result(page)).toContainText("ready");
  await tap(page);
  await page.getByRole("button", { name: "Cancel and return to the shop" }).click();
  await page.waitForURL("**/?step=left&token=*");
});

test("a presentation that the sandbox has not is refused by name", async () => {
  const page = await open("modal");
  await expect(result(page)).toContainText("ready");
  await tap(page);
  await expect(result(page)).toContainText('The sandbox has no presentation mode "modal"');
});

test("the payer's page has nothing for axe to find, and may be embedded nowhere", async () => {
  const page = await open();
  const window = await payer(page);
  await expect(window.getByRole("heading")).toContainText("asks for");
  expect((await new AxeBuilder({ page: window }).analyze()).violations).toEqual([]);
  const order = new URL(window.url()).searchParams.get("token");
  const answer = await fetch(`${here.sandbox.urls.paypal}/checkoutnow?token=${order}`);
  expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect((await fetch(`${here.sandbox.urls.paypal}/checkoutnow?token="><script>`)).status).toBe(404);
});
