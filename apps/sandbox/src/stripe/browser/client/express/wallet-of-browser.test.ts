import { expect, test } from "vitest";
import { walletOfBrowser } from "./wallet-of-browser.ts";

const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0";

test.each([
  [`${phone} Mobile/15E148 Safari/604.1`, "apple_pay"],
  [`${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15`, "apple_pay"],
  [`${mac} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36`, "google_pay"],
  ["Mozilla/5.0 (Linux; Android 16; Pixel 7) AppleWebKit/537.36 Chrome/156.0 Mobile", "google_pay"],
])("%s has %s", (userAgent, wallet) => {
  expect(walletOfBrowser(userAgent)).toBe(wallet);
});
