import { expect, type Page } from "@playwright/test";
import { required } from "./outside.ts";

export const consoleOrigin = (): string => required("CONSOLE_ORIGIN");

/** Signs in to the console, as the house's own administrator unless somebody else is named. */
export async function signIn(
  page: Page,
  account = { email: "admin@evertill.example", password: required("CONSOLE_PASSWORD") },
): Promise<void> {
  await page.goto(`${consoleOrigin()}/sign-in`);
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}

/** Opens an account and gives what its owner signs in with. */
export async function openAccount(page: Page, role: string): Promise<{ email: string; password: string }> {
  const email = `${role}-${crypto.randomUUID().slice(0, 8)}@example.com`;
  await page.goto(`${consoleOrigin()}/accounts`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Name", { exact: true }).fill("Grete");
  await page.getByLabel("Role", { exact: true }).selectOption(role);
  await page.getByRole("button", { name: "Open the account" }).click();
  const password = await page.getByRole("alert").locator("code").innerText();
  return { email, password };
}
