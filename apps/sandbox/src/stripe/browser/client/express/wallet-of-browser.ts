import type { CardWallet } from "../../../model.ts";

/** Safari on Apple's devices has Apple Pay; the others on a Mac do not say that they are Safari alone. */
const apple = /iPhone|iPad|Macintosh(?!.*(Chrome|Firefox|Edg))/;

/** The wallet a browser has, by its `navigator.userAgent`. */
export function walletOfBrowser(userAgent: string): CardWallet {
  return apple.test(userAgent) ? "apple_pay" : "google_pay";
}
