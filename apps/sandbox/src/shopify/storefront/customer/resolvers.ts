import { gid } from "../../gid.ts";
import { fullName } from "../cart/delivery/format-address.ts";
import { connectionOf, type ConnectionArguments, inGivenOrder } from "../connection.ts";
import { dateTime, type StorefrontContext } from "../context.ts";
import { plain, type ResolverMap } from "../resolver-map.ts";
import type { CustomerDocument } from "./customer-document.ts";
import {
  type AccessToken,
  createAccessToken,
  createCustomer,
  customerByToken,
  type CustomerError,
  type CustomerInput,
  deleteAccessToken,
} from "./customers.ts";

type Credentials = { readonly email: string; readonly password: string };
type TokenArguments = { readonly customerAccessToken: string };

/** A payload with its thing under `name`, or with the error under both names that Shopify has for it. */
function payload(name: string, made: object) {
  const errors = "code" in made ? [made as CustomerError] : [];
  return {
    [name]: errors.length > 0 ? null : made,
    customerUserErrors: errors,
    userErrors: errors,
  };
}

/** Enough of customers for a cart to have one; the rest of accounts is not sold here. */
export const customerResolvers: ResolverMap = {
  QueryRoot: {
    customer: (_root: unknown, { customerAccessToken }: TokenArguments, context: StorefrontContext) =>
      customerByToken(customerAccessToken, context) ?? null,
  },
  Mutation: {
    customerCreate: (_root: unknown, { input }: { input: CustomerInput }, context: StorefrontContext) =>
      payload("customer", createCustomer(input, context)),
    customerAccessTokenCreate: (
      _root: unknown,
      { input }: { input: Credentials },
      context: StorefrontContext,
    ) => payload("customerAccessToken", createAccessToken(input, context)),
    customerAccessTokenDelete: (
      _root: unknown,
      { customerAccessToken }: TokenArguments,
      context: StorefrontContext,
    ) =>
      deleteAccessToken(customerAccessToken, context)
        ? {
            deletedAccessToken: customerAccessToken,
            deletedCustomerAccessTokenId: customerAccessToken,
            userErrors: [],
          }
        : {
            deletedAccessToken: null,
            deletedCustomerAccessTokenId: null,
            userErrors: [{ field: null, message: "Access token does not exist", code: "INVALID" }],
          },
  },
  CustomerCreatePayload: plain("customer", "customerUserErrors", "userErrors"),
  CustomerAccessTokenCreatePayload: plain("customerAccessToken", "customerUserErrors", "userErrors"),
  CustomerAccessTokenDeletePayload: plain("deletedAccessToken", "deletedCustomerAccessTokenId", "userErrors"),
  CustomerAccessToken: {
    ...plain("accessToken"),
    expiresAt: ({ expiresAt }: AccessToken) => dateTime(expiresAt),
  },
  CustomerUserError: plain("code", "field", "message"),
  UserError: plain("field", "message"),
  Customer: {
    ...plain("email", "firstName", "lastName", "phone", "acceptsMarketing", "tags"),
    id: ({ id }: CustomerDocument) => gid("Customer", id),
    displayName: (customer: CustomerDocument) => fullName(customer) ?? customer.email,
    createdAt: ({ createdAt }: CustomerDocument) => dateTime(createdAt),
    updatedAt: ({ updatedAt }: CustomerDocument) => dateTime(updatedAt),
    // Orders are placed as a guest.
    numberOfOrders: () => "0",
    addresses: ({ addresses }: CustomerDocument, page: ConnectionArguments) =>
      connectionOf(
        addresses,
        inGivenOrder(addresses, ({ id }) => id),
        page,
      ),
    defaultAddress: ({ addresses }: CustomerDocument) => addresses[0] ?? null,
  },
  MailingAddressConnection: plain("edges", "nodes", "pageInfo"),
  MailingAddressEdge: plain("cursor", "node"),
};
