import type { Address } from "../api/contract.ts";
import type { ChangeResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";

/** Null: the same as the delivery address. Needs no answer of the shop. */
export function setBillingAddress(
  parts: Workings,
  token: string,
  billingAddress: Address | null,
): Promise<ChangeResult> {
  return edit<ChangeResult>(parts, token, ({ document }) =>
    Promise.resolve({ draft: { ...document, billingAddress } }),
  );
}
