import type { CartDocument } from "../cart-document.ts";
import { type CartChange, changed } from "../outcome.ts";

/** Puts these codes in place of all others; blank ones and repetitions are left out. Which of them apply, pricing says. */
export function changeCodes(cart: CartDocument, codes: readonly string[]): CartChange {
  const distinct = new Map<string, string>();
  for (const code of codes) {
    const name = discountName(code);
    if (name && !distinct.has(name)) distinct.set(name, code);
  }
  return changed({ ...cart, discountCodes: [...distinct.values()] });
}

/** As codes are compared: upper case, without the spaces around. */
export function discountName(code: string): string {
  return code.trim().toUpperCase();
}
