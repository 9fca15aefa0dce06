import { idOf } from "../../../gid.ts";
import type { StorefrontContext } from "../../context.ts";
import { customerById } from "../../customer/customers.ts";
import type { CartDocument } from "../cart-document.ts";
import { newId } from "../change-cart.ts";
import type { AddressTools } from "./change-addresses.ts";

/** What changing the addresses of this cart needs. */
export function addressTools({ buyerIdentity }: CartDocument, context: StorefrontContext): AddressTools {
  const customer = buyerIdentity.customerId ? customerById(buyerIdentity.customerId, context) : undefined;
  return {
    newId,
    customerAddress: (id) => customer?.addresses.find((each) => each.id === idOf("MailingAddress", id)),
  };
}
