import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { addToCart, goToCheckout } from "./browse.ts";
import { chargedTwice, shopOrdersOf } from "./outside.ts";

/** Published test cards of Stripe (docs.stripe.com/testing). */
export const cards = {
  good: "4242 4242 4242 4242",
  noFunds: "4000 0000 0000 9995",
  notProcessed: "4000 0000 0000 0119",
  challenged: "4000 0000 0000 3220",
} as const;

/** Published test cards of Adyen (docs.adyen.com/development-resources/test-cards). */
export const adyenCards = { good: "4111 1111 1111 1111", challenged: "4917 6100 0000 0000" } as const;

export async function fillContact(page: Page, email: string): Promise<void> {
  await page.getByRole("textbox", { name: /^(Email|E-Mail)/ }).fill(email);
  await page.keyboard.press("Tab");
}

export const addresses = {
  london: {
    "First name": "Ada",
    "Last name": "Lovelace",
    "Street and house number": "12 St James's Square",
    "Town or city": "London",
    Postcode: "SW1Y 4JH",
  },
  austin: {
    "First name": "Ada",
    "Last name": "Lovelace",
    "Street and house number": "500 Congress Avenue",
    "Town or city": "Austin",
    "ZIP code": "78701",
  },
  berlin: {
    Vorname: "Grete",
    Nachname: "Hermann",
    "Straße und Hausnummer": "Torstraße 12",
    Ort: "Berlin",
    Postleitzahl: "10119",
  },
} as const;

/** Types an address field by field; the till saves it by itself and then offers ways of delivery. */
export async function fillAddress(page: Page, address: Readonly<Record<string, string>>): Promise<void> {
  const form = page.getByRole("form", { name: /^(Delivery address|Lieferadresse)/ });
  for (const [label, value] of Object.entries(address)) {
    await form.getByLabel(new RegExp(`^${label}`)).fill(value);
  }
  await page.keyboard.press("Tab");
  await expect(deliveryOption(page).first()).toBeVisible();
}

/** The first line of the delivery address, which offers what it may become. */
export function street(page: Page) {
  return page
    .getByRole("form", { name: "Delivery address" })
    .getByRole("combobox", { name: "Street and house number" });
}

export function deliveryOption(page: Page) {
  return page.locator("#delivery").getByRole("radio");
}

/** The `place`th way of delivery, counted from 0. */
export async function chooseDelivery(page: Page, place = 0): Promise<void> {
  const option = deliveryOption(page).nth(place);
  if (!(await option.isChecked())) await option.check({ force: true });
  await expect(option).toBeChecked();
}

export function cardFields(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Secure payment input frame"]');
}

export async function fillCard(page: Page, number: string): Promise<void> {
  const fields = cardFields(page);
  await fields.getByRole("textbox", { name: /^(Card number|Kartennummer)/ }).fill(number);
  await fields.getByRole("textbox", { name: /^(Expiration date|Ablaufdatum)/ }).fill("12 / 30");
  await fields.getByRole("textbox", { name: /^(Security code|Prüfnummer)/ }).fill("123");
}

/** The same at Adyen, whose fields are a frame each. */
export async function fillAdyenCard(page: Page, number: string): Promise<void> {
  const field = (name: string) => page.frameLocator(`[data-cse="${name}"] iframe`).locator("input");
  await field("encryptedCardNumber").fill(number);
  await field("encryptedExpiryDate").fill("03/30");
  await field("encryptedSecurityCode").fill("737");
}

/** Everything up to the card, whoever takes it. */
export async function fillToCard(
  page: Page,
  email: string,
  address: Readonly<Record<string, string>> = addresses.london,
): Promise<void> {
  await fillContact(page, email);
  await fillAddress(page, address);
  await chooseDelivery(page);
}

/** From the shop to the card, with one piece in the cart. */
export async function toTheCard(page: Page, email: string): Promise<void> {
  await addToCart(page, "milking-stool");
  await goToCheckout(page);
  await fillToCard(page, email);
}

/** Taps PayPal's button and gives the window that opens. */
export async function openPayPal(page: Page): Promise<Page> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Pay with PayPal" }).click();
  return opened;
}

export function payButton(page: Page) {
  return page.getByRole("button", {
    name: /^(Pay (?!with|another).*|Zahlungspflichtig bestellen|Place order|Order with obligation)/,
  });
}

/** The order's own page, with its number. */
export async function expectOrder(page: Page): Promise<string> {
  await page.waitForURL(/\/checkout\/orders\/[\w-]{20,}/, { timeout: 30_000 });
  const number = await page
    .getByText(/LL-\d{5,}/)
    .first()
    .innerText();
  return /LL-\d+/.exec(number)?.[0] ?? "";
}

/** The shop has the one order of this shopper, and no provider's book has two charges for one checkout. */
export async function expectPaidOnce(email: string): Promise<void> {
  await expect.poll(async () => (await shopOrdersOf(email)).length).toBe(1);
  expect(await chargedTwice()).toBeUndefined();
}

/** An order that is there and paid once, and nothing on the way to it that a shopper would have read as an error. */
export async function expectBoughtUntroubled(
  page: Page,
  { email, troubles }: { email: string; troubles: () => Promise<readonly string[]> },
): Promise<void> {
  await expectOrder(page);
  expect(await troubles()).toEqual([]);
  await expectPaidOnce(email);
}

/** Everything up to the pay button. */
export async function fillCheckout(
  page: Page,
  {
    email,
    card = cards.good,
    address,
  }: { email: string; card?: string; address?: Readonly<Record<string, string>> },
): Promise<void> {
  await fillToCard(page, email, address);
  await fillCard(page, card);
}

/** Types a discount code, unfolding the order where it is folded, and waits for what the till says of it. */
export async function useCode(page: Page, code: string): Promise<void> {
  const unfold = page.getByRole("button", { name: /^(Show your order|Bestellung zeigen)/ });
  if (await unfold.isVisible()) await unfold.click();
  const field = page.getByRole("textbox", { name: /^(Discount code|Rabattcode)/ });
  await field.fill(code);
  await field.press("Enter");
  await expect(
    page.getByRole("button", { name: new RegExp(`^(Remove ${code}|${code} entfernen)`) }),
  ).toBeVisible();
}

/** The button of the browser's wallet, in Stripe's frame. */
export function walletButton(page: Page): Locator {
  return page
    .frameLocator('iframe[title="Secure wallet button frame"]')
    .getByRole("button", { name: /^(Buy with|Mit .* kaufen)/ });
}

/** The sheet of the sandbox's test wallet, which lies over the page. */
export function walletSheet(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Test wallet (sandbox)"]');
}
