import type { CartDocument } from "./cart-document.ts";
import { type CartChange, changed, refusedBlindly } from "./outcome.ts";

const longest = 5000;

export function changeNote(cart: CartDocument, note: string): CartChange {
  if (note.length <= longest) return changed({ ...cart, note });
  return refusedBlindly({
    field: ["note"],
    message: `The note exceeds the maximum number of ${longest} characters.`,
    code: "NOTE_TOO_LONG",
  });
}
