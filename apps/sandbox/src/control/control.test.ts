import { afterAll, beforeAll, expect, test } from "vitest";
import { presets } from "./faults-page.ts";
import { openSandbox } from "../testing/open-sandbox.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  sandbox = await openSandbox({});
});
afterAll(async () => sandbox.close());

const page = async (path: string) => (await fetch(`${sandbox.urls.shopify}${path}`)).text();
const send = async (path: string, fields: Record<string, string>) =>
  fetch(`${sandbox.urls.shopify}${path}`, { method: "POST", body: new URLSearchParams(fields) });
const press = async (name: string, to: string) => send("/control/faults/preset", { name, to });

test("a switch pressed twice is on once, says so, and goes off", async () => {
  await press("shopify-slow", "on");
  await press("shopify-slow", "on");
  expect(sandbox.context.faults.all()).toHaveLength(1);
  expect(await page("/control/faults")).toContain("1 on</b>");
  await press("shopify-slow", "off");
  expect(sandbox.context.faults.all()).toHaveLength(0);
});

test("one button makes everything work again", async () => {
  await press("stripe-off", "on");
  await press("webhooks-lost", "on");
  const wanted = presets.filter(({ name }) => name === "stripe-off" || name === "webhooks-lost");
  expect(sandbox.context.faults.all()).toHaveLength(wanted.flatMap(({ faults }) => faults).length);
  await send("/control/faults/all-off", {});
  expect(sandbox.context.faults.all()).toHaveLength(0);
});

test("a switch that does not exist is refused", async () => {
  expect((await press("moon-off", "on")).status).toBe(400);
});

test("products are found by words and by SKU, and a name that is nothing's says so", async () => {
  const found = await page("/control?search=VASE-SAND-S");
  expect(found).toContain("VASE-SAND-S");
  expect(found).not.toContain(">LAMP<");
  expect(await page("/control?search=zzz")).toContain("Nothing is called “zzz”");
});

test("a search is written as text, never as markup", async () => {
  expect(await page(`/control?search=${encodeURIComponent('"><script>')}`)).not.toContain("<script>");
});

test("the test wallet is there until it is taken away, by people or by tests", async () => {
  const there = () =>
    fetch(`${sandbox.urls.stripe}/frame/expressCheckout?origin=https://shop.example`)
      .then((answer) => answer.text())
      .then((frame) => frame.includes('data-wallet="there"'));
  const change = (testWallet: unknown) =>
    fetch(`${sandbox.urls.shopify}/control/api/settings`, {
      method: "PATCH",
      body: JSON.stringify({ testWallet }),
    });
  expect(await there()).toBe(true);
  await send("/control/settings", { plan: "paid", searchLagMs: "2000", wallet: "none" });
  expect(await there()).toBe(false);
  expect(await page("/control/faults")).toMatch(/<option value="none" selected>/);
  expect((await change("yes")).status).toBe(400);
  await change(true);
  expect(await there()).toBe(true);
});
