import { expect, type Page } from "@playwright/test";
import { test } from "vitest";
import { shopInBrowser } from "../../testing/shop-in-browser.ts";
import { witness } from "../../testing/witness.ts";
import { openHostShop } from "./testing/host-shop.ts";

const here = shopInBrowser(({ urls }) => openHostShop(urls.adyen));
const { blankPage, complaints } = here;

const field = (page: Page, name: string) => page.frameLocator(`[data-cse="${name}"] iframe`).locator("input");
const result = (page: Page) => page.getByLabel("What came of it");
const pay = (page: Page) => page.getByRole("button", { name: "Pay" }).click();

/** Until all three frames have answered, adyen-web covers them. */
async function fieldsStand(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Pay" })).toBeEnabled({ timeout: 10_000 });
}

async function typeCard(page: Page, number: string): Promise<void> {
  await fieldsStand(page);
  await field(page, "encryptedCardNumber").pressSequentially(number);
  await field(page, "encryptedExpiryDate").pressSequentially("0330");
  await field(page, "encryptedSecurityCode").pressSequentially("737");
}

async function answerBank(page: Page, password: string): Promise<void> {
  const bank = page.frameLocator('iframe[name="threeDSIframe"]');
  await bank.getByLabel("Password").fill(password);
  await bank.getByRole("button", { name: "Submit" }).click();
}

test("a card typed into the frames is paid with, and its number never reaches the page", async () => {
  const page = await blankPage();
  const seen = await witness(page);
  await page.goto(`${here.shop.origin}/`);
  await typeCard(page, "4111111111111111");
  await expect(field(page, "encryptedCardNumber")).toHaveValue("4111 1111 1111 1111");
  await pay(page);
  await expect(result(page)).toHaveText("Authorised");
  const everything = await seen.everything();
  // The page hears what the frames say, so it would have heard the number.
  expect(everything).toContain("sandbox_");
  expect(everything).not.toMatch(/4111[\s-]?1111/);
});

test("fields that are not whole say so themselves, and nothing is handed over", async () => {
  const page = await blankPage();
  await page.goto(`${here.shop.origin}/`);
  await fieldsStand(page);
  await field(page, "encryptedCardNumber").pressSequentially("4111111111111112");
  // Its error stands as soon as the field is left, and moves what is below.
  await page.getByRole("heading", { name: "A shop" }).click();
  await expect(page.getByText("Enter a valid card number").first()).toBeVisible();
  await pay(page);
  await expect(result(page)).toHaveText("incomplete");
  await expect(page.getByText("Enter the security code").first()).toBeVisible();
});

test("a refusal comes back as such", async () => {
  const page = await blankPage();
  await page.goto(`${here.shop.origin}/?name=NOT_ENOUGH_BALANCE`);
  await typeCard(page, "4111111111111111");
  await pay(page);
  await expect(result(page)).toHaveText("Not enough balance");
});

test.each([
  ["password", "Authorised"],
  ["wrong", "3D Not Authenticated"],
])("a challenge in the page that is answered with %s ends as %s", async (word, said) => {
  const page = await blankPage();
  await page.goto(`${here.shop.origin}/?ask=native`);
  await typeCard(page, "4111111111111111");
  await pay(page);
  await answerBank(page, word);
  await expect(result(page)).toHaveText(said);
});

test("a challenge that is closed is abandoned", async () => {
  const page = await blankPage();
  await page.goto(`${here.shop.origin}/?ask=native`);
  await typeCard(page, "4111111111111111");
  await pay(page);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(result(page)).toHaveText("abandoned");
});

test("a challenge by redirect leads to the bank's page and back", async () => {
  const page = await blankPage();
  await page.goto(`${here.shop.origin}/?ask=redirect`);
  await typeCard(page, "4111111111111111");
  await pay(page);
  await page.getByLabel("Password").fill("password");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.locator("#root")).toHaveText("Authorised");
});

test("fields whose frames do not load are told to be unavailable", async () => {
  here.sandbox.context.faults.switchOn({
    target: "adyen-js",
    mode: "refuse",
    operation: "securedFields",
    delayMs: 0,
    remaining: null,
  });
  const page = await blankPage();
  await page.goto(`${here.shop.origin}/`);
  await expect(result(page)).toHaveText("unavailable", { timeout: 15_000 });
  complaints.length = 0;
});
