import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab until something has the focus, in the page or in one of its frames; fails when it is never reached. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await hasFocus(wanted)) return;
    await page.keyboard.press("Tab");
  }
  expect(await hasFocus(wanted), `Tab leads to ${String(wanted)}`).toBe(true);
}

export async function typeAt(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element.matches(":focus"));
}
