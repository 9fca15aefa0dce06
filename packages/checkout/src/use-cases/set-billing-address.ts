import { readAddress } from "../address/read-address.ts";
import type { Address } from "../api/contract.ts";
import { copyIn } from "../copy/copy.ts";
import type { ChangeResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";
import { languageOf } from "./price-document.ts";

/** Null: the same as the delivery address. Needs no answer of the shop. */
export function setBillingAddress(
  parts: Workings,
  token: string,
  billingAddress: Address | null,
): Promise<ChangeResult> {
  return edit<ChangeResult>(parts, token, ({ document, locale }) => {
    const read = billingAddress && readAddress(billingAddress, copyIn(languageOf(locale)));
    return Promise.resolve(
      read?.kind === "invalid"
        ? { kind: "invalid", fields: { [`address.${read.field}`]: read.message } }
        : { draft: { ...document, billingAddress: read && read.address } },
    );
  });
}
