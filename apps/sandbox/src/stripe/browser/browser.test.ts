import { AxeBuilder } from "@axe-core/playwright";
import { expect, type FrameLocator, type Page } from "@playwright/test";
import { afterEach, test } from "vitest";
import type { Fault } from "../../faults/fault.ts";
import { shopInBrowser } from "../../testing/shop-in-browser.ts";
import { changeSettings } from "../../settings/sandbox-settings.ts";
import { witness } from "../../testing/witness.ts";
import { openHostShop, stripeAt } from "./testing/host-shop.ts";

const here = shopInBrowser(({ urls }) => openHostShop(urls.stripe));
const { blankPage, complaints } = here;

const never = { fields: { billingDetails: "never" } };

async function open(page: Page, settings: object = { payment: never }): Promise<FrameLocator> {
  const query = new URLSearchParams({
    settings: JSON.stringify({ publishableKey: "pk_test_sandbox", ...settings }),
  });
  await page.goto(`${here.shop.origin}/?${query.toString()}`);
  return page.frameLocator('iframe[title="Secure payment input frame"]');
}

async function typeCard(fields: FrameLocator, number: string): Promise<void> {
  await fields.getByLabel("Card number").pressSequentially(number);
  await fields.getByLabel("Expiration date").pressSequentially("1234");
  await fields.getByLabel("Security code").pressSequentially("123");
}

const walletSettings = { payment: never, express: { buttonHeight: 48 } };
const walletButton = (page: Page) =>
  page.frameLocator('iframe[title="Secure wallet button frame"]').getByRole("button");
const sheetFrame = 'iframe[title="Test wallet (sandbox)"]';
const sheet = (page: Page) => page.frameLocator(sheetFrame);

const pay = (page: Page) => page.getByRole("button", { name: "Pay" }).click();
const result = (page: Page) => page.getByLabel("What came of it");
const challenge = (page: Page) => page.frameLocator('iframe[name="stripe-challenge"]');

function spoil(mode: Fault["mode"], operation: string): void {
  here.sandbox.context.faults.switchOn({ target: "stripe-js", mode, operation, delayMs: 0, remaining: null });
}

afterEach(() => {
  changeSettings(here.sandbox.context.store, { testWallet: true });
});

function news(page: Page): Promise<string[]> {
  return page.evaluate("news");
}

test("a card typed into the frame becomes a paid intent, and its number never reaches the page", async () => {
  const page = await blankPage();
  const seen = await witness(page);
  const fields = await open(page);
  await typeCard(fields, "4242424242424242");
  await expect(fields.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await pay(page);
  await expect(result(page)).toHaveText("succeeded");
  const everything = await seen.everything();
  // The page hears the answer of the frame, so it would have heard the number.
  expect(everything).toContain("payment_method_preview");
  expect(everything).not.toMatch(/4242[\s-]?4242/);
  expect(await news(page)).toEqual(
    expect.arrayContaining([
      "loaderstart",
      "ready",
      "focus",
      "change card begun",
      "change card complete",
      "blur",
    ]),
  );
});

test("strict mode's second element is the only one on the page, and options still reach it", async () => {
  const page = await blankPage();
  const fields = await open(page);
  await fields.getByLabel("Card number").fill("4242424242424242");
  await expect(page.locator("iframe")).toHaveCount(1);
  await page.getByRole("button", { name: "Add another" }).click();
  await expect(fields.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
});

test("an empty form says at each field what is missing, and takes the shopper to the first", async () => {
  const page = await blankPage();
  const fields = await open(page);
  const date = fields.getByLabel("Expiration date");
  await date.fill("12");
  // What is said when the field is left moves the button: pressed in that moment it would be missed.
  await date.blur();
  await expect(date).toHaveAccessibleDescription("Your card's expiration date is incomplete.");
  await pay(page);
  await expect(result(page)).toHaveText(
    "validation_error incomplete_number: Your card number is incomplete.",
  );
  const number = fields.getByLabel("Card number");
  await expect(number).toBeFocused();
  await expect(number).toHaveAttribute("aria-invalid", "true");
  await expect(number).toHaveAccessibleDescription("Your card number is incomplete.");
  await expect(fields.getByRole("alert")).toHaveText("3 card details need another look.");
});

test("a wrong check digit and a date gone by are said while typing", async () => {
  const page = await blankPage();
  const fields = await open(page);
  await fields.getByLabel("Card number").pressSequentially("4242424242424241");
  await expect(fields.getByText("Your card number is invalid.")).toBeVisible();
  await fields.getByLabel("Expiration date").pressSequentially("1225");
  await expect(fields.getByText("Your card's expiration year is in the past.")).toBeVisible();
  await pay(page);
  await expect(result(page)).toContainText("invalid_number");
});

test("a declined card is the server's to tell", async () => {
  const page = await blankPage();
  const fields = await open(page);
  await typeCard(fields, "4000000000009995");
  await pay(page);
  await expect(result(page)).toHaveText("insufficient_funds");
});

test.each([
  ["Complete authentication", "succeeded"],
  ["Fail authentication", "invalid_request_error payment_intent_authentication_failure"],
  ["Cancel authentication", "invalid_request_error payment_intent_authentication_failure"],
])("the bank's page, told to %s, ends as %s", async (button, outcome) => {
  const page = await blankPage();
  const fields = await open(page);
  await typeCard(fields, "4000000000003220");
  await pay(page);
  await expect(challenge(page).getByText("€12.50")).toBeVisible();
  await expect(challenge(page).getByText("Fixture & Sons")).toBeVisible();
  await challenge(page).getByRole("button", { name: button }).click();
  await expect(result(page)).toHaveText(outcome);
  await expect(page.locator("iframe")).toHaveCount(1);
});

test("Escape leaves the bank's page, from wherever the focus is", async () => {
  const page = await blankPage();
  const fields = await open(page);
  await typeCard(fields, "4000000000003220");
  await pay(page);
  await expect(challenge(page).getByRole("heading")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(result(page)).toContainText("payment_intent_authentication_failure");
});

test("a card that is refused after the challenge is its own error", async () => {
  const page = await blankPage();
  const fields = await open(page);
  await typeCard(fields, "4000008400001629");
  await pay(page);
  await challenge(page).getByRole("button", { name: "Complete authentication" }).click();
  await expect(result(page)).toHaveText("card_error card_declined");
});

test("a bank that cannot be reached gives the shopper back to the shop", async () => {
  const page = await blankPage();
  spoil("refuse", "GET /3ds/challenge");
  const fields = await open(page);
  await typeCard(fields, "4000000000003220");
  await pay(page);
  await expect(result(page)).toHaveText("invalid_request_error payment_intent_authentication_failure");
  complaints.length = 0;
});

test("when the bank's answer is lost on its way, Stripe is asked what it was", async () => {
  const page = await blankPage();
  spoil("accept-then-reset", "POST /3ds/done");
  const fields = await open(page);
  await typeCard(fields, "4000000000003220");
  await pay(page);
  await challenge(page).getByRole("button", { name: "Complete authentication" }).click();
  await expect(result(page)).toHaveText("succeeded");
  complaints.length = 0;
});

test("a shopper who was sent to the bank's page comes back with the intent and what became of it", async () => {
  const page = await blankPage();
  const stripe = stripeAt(here.sandbox.urls.stripe);
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: "jpy",
    confirm: true,
    payment_method: "pm_card_threeDSecure2Required",
    allowed_payment_method_types: ["card"],
    return_url: `${here.shop.origin}/returned?order=7`,
  });
  await page.goto(intent.next_action?.redirect_to_url?.url ?? "");
  await expect(page.getByText("¥500")).toBeVisible();
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await page.waitForURL("**/returned?**");
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    order: "7",
    payment_intent: intent.id,
    payment_intent_client_secret: intent.client_secret,
    redirect_status: "succeeded",
  });
});

test("the fields speak German, and ask for country and postal code only when the shop does not", async () => {
  const page = await blankPage();
  const german = await open(page, { elements: { locale: "de" }, payment: never });
  await expect(german.getByLabel("Kartennummer")).toBeVisible();
  await expect(german.getByLabel("Land oder Region")).toBeHidden();
  await pay(page);
  await expect(german.getByText("Ihre Kartennummer ist unvollständig.")).toBeVisible();
  const english = await open(page, {});
  await expect(english.getByLabel("Country or region")).toHaveValue("GB");
  await typeCard(english, "4242424242424242");
  await pay(page);
  await expect(result(page)).toContainText("incomplete_zip");
  await english.getByLabel("Country or region").selectOption("DE");
  await expect(english.getByLabel("Postal code")).toBeHidden();
});

test("a shop's wishes for the look are kept, within the frame's own bounds", async () => {
  const page = await blankPage();
  const appearance = {
    variables: { colorPrimary: "rgb(1, 2, 3)" },
    rules: {
      ".Input": { borderColor: "rgb(4, 5, 6)", color: "red} body { display: none" },
      ".Input:focus": { borderColor: "var(--colorPrimary)" },
    },
  };
  const fields = await open(page, { elements: { appearance }, payment: never });
  const number = fields.getByLabel("Card number");
  await expect(number).toHaveCSS("border-color", "rgb(4, 5, 6)");
  await number.focus();
  await expect(number).toHaveCSS("border-color", "rgb(1, 2, 3)");
  await expect(fields.locator("body")).toHaveCSS("display", "block");
});

test("Enter in a card field presses the shop's button", async () => {
  const page = await blankPage();
  const fields = await open(page);
  await typeCard(fields, "4242424242424242");
  await fields.getByLabel("Security code").press("Enter");
  await expect(result(page)).toHaveText("succeeded");
});

test("fields and bank's page have nothing for axe to find", async () => {
  const page = await blankPage();
  const fields = await open(page, {});
  await fields.getByLabel("Card number").waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await pay(page);
  await expect(fields.getByRole("alert")).not.toBeEmpty();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const stripe = stripeAt(here.sandbox.urls.stripe);
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: "gbp",
    confirm: true,
    payment_method: "pm_card_threeDSecure2Required",
    allowed_payment_method_types: ["card"],
    return_url: `${here.shop.origin}/returned`,
  });
  await page.goto(intent.next_action?.redirect_to_url?.url ?? "");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("what the sandbox's Stripe.js cannot do is refused by name, and misuse is told", async () => {
  const page = await blankPage();
  const fields = await open(page);
  await fields.getByLabel("Card number").waitFor();
  const said = await page.evaluate(`(async () => {
    const stripe = await loading;
    const reason = (call) => call().then(() => "resolved", (error) => error.message);
    const elements = stripe.elements({ mode: "payment", amount: 100, currency: "eur" });
    return [
      await reason(() => stripe.confirmCardPayment("x")),
      await reason(() => stripe.createConfirmationToken({ elements })),
      await reason(() => stripe.handleNextAction({ clientSecret: "nonsense" })),
      await reason(async () => elements.create("card")),
      await reason(async () => stripe.elements({ mode: "payment" })),
    ];
  })()`);
  expect(said).toEqual([
    expect.stringContaining("stripe.confirmCardPayment() is not in the sandbox"),
    expect.stringContaining("elements.submit() must be called before"),
    expect.stringContaining("Invalid value for clientSecret"),
    expect.stringContaining('asked for "card"'),
    expect.stringContaining("needs amount"),
  ]);
});

test("a frame that is refused tells the page that loading failed", async () => {
  const page = await blankPage();
  spoil("refuse", "GET /frame/payment");
  await open(page);
  await expect.poll(() => news(page)).toContain("loaderror api_connection_error");
  complaints.length = 0;
});

test("a script that is refused is told by the loader", async () => {
  const page = await blankPage();
  spoil("refuse", "/endive/stripe.js");
  await open(page);
  await expect.poll(async () => (await news(page)).join()).toContain("load failed");
  complaints.length = 0;
});

test("frame and bank's page may be embedded by the named page only, and run nothing but their own", async () => {
  const frame = await fetch(`${here.sandbox.urls.stripe}/frame/payment?origin=https://shop.example`);
  expect(frame.headers.get("content-security-policy")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors https://shop.example",
  );
  expect((await fetch(`${here.sandbox.urls.stripe}/frame/payment?origin=javascript:alert(1)`)).status).toBe(
    400,
  );
  const page = await fetch(
    `${here.sandbox.urls.stripe}/3ds/challenge?payment_intent=pi_1&client_secret="><script>&redirect=1`,
  );
  expect(page.status).toBe(404);
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(await page.text()).not.toContain("<script>");
});

test("a wallet pays beside empty fields, unchallenged, and its card never reaches the page", async () => {
  const page = await blankPage();
  const seen = await witness(page);
  await open(page, walletSettings);
  await expect(walletButton(page)).toHaveText("Buy with Google Pay (test)");
  await walletButton(page).click();
  await expect(sheet(page).getByText("€12.50")).toBeVisible();
  await expect(sheet(page).getByText("Fixture & Sons")).toBeVisible();
  await sheet(page).getByRole("button", { name: "Pay", exact: true }).click();
  await expect(result(page)).toHaveText("succeeded");
  await expect(page.locator(sheetFrame)).toHaveCount(0);
  expect(await seen.everything()).not.toMatch(/4000002760003184/);
  expect(await news(page)).toEqual(
    expect.arrayContaining([
      'wallets {"applePay":false,"googlePay":true,"amazonPay":false,"klarna":false,"link":false,"paypal":false}',
      "click google_pay",
    ]),
  );
});

test("a declined wallet is the server's to tell, like a declined card", async () => {
  const page = await blankPage();
  await open(page, walletSettings);
  await walletButton(page).click();
  await sheet(page).getByRole("button", { name: "Pay with a card that is declined" }).click();
  await expect(result(page)).toHaveText("generic_decline");
});

test.each(["the button", "Escape"])(
  "a sheet that is left by %s is a cancel, and opens again",
  async (way) => {
    const page = await blankPage();
    await open(page, walletSettings);
    await walletButton(page).click();
    await expect(sheet(page).getByRole("heading")).toBeVisible();
    if (way === "Escape") await page.keyboard.press("Escape");
    else await sheet(page).getByRole("button", { name: "Close" }).click();
    await expect(page.locator(sheetFrame)).toHaveCount(0);
    expect(await news(page)).toContain("cancel");
    await walletButton(page).click();
    await expect(sheet(page).getByRole("heading")).toBeVisible();
  },
);

test("a page that refuses the click gets no sheet", async () => {
  const page = await blankPage();
  await open(page, { payment: never, express: { refuses: true } });
  await walletButton(page).click();
  await expect.poll(() => news(page)).toContain("click google_pay");
  await expect(page.locator(sheetFrame)).toHaveCount(0);
});

test("a wallet whose card the API does not take says so, and waits to be closed", async () => {
  const page = await blankPage();
  await open(page, walletSettings);
  await walletButton(page).click();
  await sheet(page).getByRole("heading").waitFor();
  here.sandbox.context.faults.switchOn({
    target: "stripe-api",
    mode: "refuse",
    operation: "confirmation_tokens",
    delayMs: 0,
    remaining: null,
  });
  await sheet(page).getByRole("button", { name: "Pay", exact: true }).click();
  await expect(result(page)).toContainText("error");
  await expect(sheet(page).getByRole("status")).toContainText("could not take the payment");
  await expect(sheet(page).getByRole("button", { name: "Pay", exact: true })).toBeDisabled();
  await sheet(page).getByRole("button", { name: "Close" }).click();
  await expect(page.locator(sheetFrame)).toHaveCount(0);
  complaints.length = 0;
});

test.each([
  ["browsers have none", walletSettings, false],
  [
    "the shop wants none of this browser's",
    { payment: never, express: { paymentMethods: { googlePay: "never" } } },
    true,
  ],
])("where %s there is no button and no room for one", async (_why, settings, testWallet) => {
  changeSettings(here.sandbox.context.store, { testWallet });
  const page = await blankPage();
  await open(page, settings);
  await expect.poll(() => news(page)).toContain("wallets undefined");
  await expect(walletButton(page)).toBeHidden();
  const frame = page.locator('iframe[title="Secure wallet button frame"]');
  expect(await frame.evaluate((element) => element.getBoundingClientRect().height)).toBe(0);
});

test("button and sheet of the wallet have nothing for axe to find", async () => {
  const page = await blankPage();
  await open(page, walletSettings);
  await walletButton(page).waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await walletButton(page).click();
  await sheet(page).getByText("€12.50").waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
