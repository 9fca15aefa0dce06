import { type Browser, type BrowserContext, chromium, expect, type Page } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "@evertill/workbench/chromium";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { HostShop } from "./host-shop.ts";
import { openSandbox, type TestSandbox } from "./open-sandbox.ts";

/** What the tests of a file share: there from the first test on. */
export type ShopInBrowser = {
  readonly sandbox: TestSandbox;
  readonly shop: HostShop;
  /** A page in a browser of its own that ends with the test, which fails when the page complains. */
  readonly blankPage: () => Promise<Page>;
  /** What the page complained of so far, for a test that expects it: taken out, it fails nothing. */
  readonly complaints: string[];
};

/** Opens a sandbox, a shop and a browser for the tests of the file that calls it. After each test no fault is on. */
export function shopInBrowser(openShop: (sandbox: TestSandbox) => Promise<HostShop>): ShopInBrowser {
  let sandbox: TestSandbox;
  let shop: HostShop;
  let browser: Browser;
  let context: BrowserContext;
  const complaints: string[] = [];

  beforeAll(async () => {
    sandbox = await openSandbox();
    shop = await openShop(sandbox);
    browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumFlags] });
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
    await sandbox.close();
  });
  afterEach(async () => {
    for (const { id } of sandbox.context.faults.all()) sandbox.context.faults.switchOff(id);
    await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  return {
    get sandbox() {
      return sandbox;
    },
    get shop() {
      return shop;
    },
    complaints,
    blankPage: async () => {
      context = await browser.newContext({ locale: "en-GB" });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      return page;
    },
  };
}
