import type { Contact } from "../api/contract.ts";
import type { ChangeResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";

/** Needs no answer of the shop, so it works while the shop is silent. */
export function setContact(parts: Workings, token: string, contact: Contact): Promise<ChangeResult> {
  return edit<ChangeResult>(parts, token, ({ document }) =>
    Promise.resolve({ draft: { ...document, contact } }),
  );
}
