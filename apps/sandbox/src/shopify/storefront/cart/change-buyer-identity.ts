import { type StorefrontContext } from "../context.ts";
import { customerByToken } from "../customer/customers.ts";
import type { CartDocument } from "./cart-document.ts";
import { type CartChange, changed, refused } from "./outcome.ts";

export type BuyerIdentityInput = {
  readonly countryCode?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly customerAccessToken?: string | null;
  readonly companyLocationId?: string | null;
};

/**
 * Says who buys, and where: the country sets the cart's currency. What is left out stays, null takes it away. A customer
 * brings their own email and phone unless others are given.
 */
export function changeBuyerIdentity(
  cart: CartDocument,
  input: BuyerIdentityInput,
  context: StorefrontContext,
): CartChange {
  const field = (name: string) => ["buyerIdentity", name];
  if (input.companyLocationId != null)
    return refused({
      field: field("companyLocationId"),
      message: "Company location is invalid",
      code: "INVALID_COMPANY_LOCATION",
    });
  const token = input.customerAccessToken;
  const customer = token == null ? undefined : customerByToken(token, context);
  if (token != null && !customer)
    return refused({
      field: field("customerAccessToken"),
      message: "Customer is invalid",
      code: "INVALID",
    });
  const { buyerIdentity: before } = cart;
  return changed({
    ...cart,
    buyerIdentity: {
      countryCode: input.countryCode ?? before.countryCode,
      email: given(input.email, customer?.email ?? before.email),
      phone: given(input.phone, customer?.phone ?? before.phone),
      customerId: token === undefined ? before.customerId : (customer?.id ?? null),
    },
  });
}

function given<Value>(value: Value | null | undefined, otherwise: Value | null): Value | null {
  return value === undefined ? otherwise : value;
}
