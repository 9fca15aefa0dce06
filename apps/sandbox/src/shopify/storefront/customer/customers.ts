import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { kinds } from "../../model.ts";
import type { StorefrontContext } from "../context.ts";
import type { CustomerDocument } from "./customer-document.ts";

export type CustomerInput = {
  readonly email: string;
  readonly password: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly phone?: string | null;
  readonly acceptsMarketing?: boolean | null;
};

export type CustomerError = {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string;
};

export type AccessToken = { readonly accessToken: string; readonly expiresAt: string };

const tokenDays = 42;
const firstId = 7_000_000_000_001;

/** Opens an account, or says what is wrong with the input. */
export function createCustomer(
  input: CustomerInput,
  context: StorefrontContext,
): CustomerDocument | CustomerError {
  const wrong = checkInput(input, context);
  if (wrong) return wrong;
  const now = context.now().toISOString();
  return customersOf(context).put({
    id: String(context.store.next("customer", firstId)),
    email: input.email.trim(),
    passwordHash: hashPassword(input.password, randomBytes(16).toString("hex")),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    phone: input.phone ?? null,
    acceptsMarketing: input.acceptsMarketing ?? false,
    tags: [],
    addresses: [],
    createdAt: now,
    updatedAt: now,
    accessTokens: [],
  });
}

/** Signs a customer in for 42 days, as Shopify does. */
export function createAccessToken(
  { email, password }: { readonly email: string; readonly password: string },
  context: StorefrontContext,
): AccessToken | CustomerError {
  const customer = customerByEmail(email, context);
  if (!customer || !isPassword(password, customer))
    return { field: ["input"], message: "Unidentified customer", code: "UNIDENTIFIED_CUSTOMER" };
  const expiresAt = new Date(context.now().getTime() + tokenDays * 86_400_000).toISOString();
  const token = randomBytes(16).toString("hex");
  customersOf(context).put({
    ...customer,
    accessTokens: [...customer.accessTokens, { token, expiresAt }],
  });
  return { accessToken: token, expiresAt };
}

/** Signs out; false when nobody has the token. */
export function deleteAccessToken(token: string, context: StorefrontContext): boolean {
  const customer = customerByToken(token, context);
  if (!customer) return false;
  const accessTokens = customer.accessTokens.filter((each) => each.token !== token);
  customersOf(context).put({ ...customer, accessTokens });
  return true;
}

/** Who a token belongs to, while it is valid. */
export function customerByToken(token: string, context: StorefrontContext): CustomerDocument | undefined {
  return customersOf(context)
    .all()
    .find(({ accessTokens }) =>
      accessTokens.some((each) => each.token === token && new Date(each.expiresAt) > context.now()),
    );
}

export function customerById(id: string, context: StorefrontContext): CustomerDocument | undefined {
  return customersOf(context).get(id);
}

function customersOf({ store }: StorefrontContext) {
  return store.collection<CustomerDocument>(kinds.customer);
}

function customerByEmail(email: string, context: StorefrontContext): CustomerDocument | undefined {
  const wanted = email.trim().toLowerCase();
  return customersOf(context)
    .all()
    .find((customer) => customer.email.toLowerCase() === wanted);
}

function checkInput(
  { email, password }: CustomerInput,
  context: StorefrontContext,
): CustomerError | undefined {
  if (!/^\S+@\S+\.\S+$/.test(email.trim()))
    return { field: ["input", "email"], message: "Email is invalid", code: "INVALID" };
  if (password.length < 5)
    return {
      field: ["input", "password"],
      message: "Password is too short (minimum is 5 characters)",
      code: "TOO_SHORT",
    };
  return customerByEmail(email, context)
    ? { field: ["input", "email"], message: "Email has already been taken", code: "TAKEN" }
    : undefined;
}

function hashPassword(password: string, salt: string): string {
  return `${salt}:${scryptSync(password, salt, 32).toString("hex")}`;
}

function isPassword(password: string, { passwordHash }: CustomerDocument): boolean {
  const [salt = ""] = passwordHash.split(":");
  return timingSafeEqual(Buffer.from(hashPassword(password, salt)), Buffer.from(passwordHash));
}
