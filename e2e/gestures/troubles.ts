/// <reference lib="dom" />
import type { Page } from "@playwright/test";

/** What no shopper may read while another provider takes over. */
const words =
  /went wrong|that did not work|nothing was charged|could not|error|failed|unavailable|try again|nicht geklappt|Fehler/i
    .source;

/**
 * Writes down each word of trouble that ever stands in the page, from its first moment on, however briefly: alerts, and texts
 * that speak of failure. To be called before the page is opened.
 */
export async function listenForTroubles(page: Page): Promise<() => Promise<readonly string[]>> {
  const heard: string[] = [];
  await page.exposeFunction("tellTrouble", (text: string) => heard.push(text));
  await page.addInitScript((pattern) => {
    if (window.top !== window) return;
    const trouble = new RegExp(pattern, "i");
    const tell = (text: string) =>
      (window as unknown as { tellTrouble: (text: string) => void }).tellTrouble(text);
    const look = () => {
      for (const alert of document.querySelectorAll("[role=alert]")) {
        const text = alert.textContent.trim();
        if (text !== "") tell(`alert: ${text}`);
      }
      const text = document.querySelector("main")?.innerText ?? "";
      const found = trouble.exec(text);
      if (found) tell(text.slice(Math.max(0, found.index - 60), found.index + 60));
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  }, words);
  return async () => {
    // What was told last may still be on its way.
    await page.evaluate(() => true).catch(() => undefined);
    return heard;
  };
}
