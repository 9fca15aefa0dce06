import { IntegrationError } from "./integration-error.ts";

const plainParts = ["name", "email", "phone"];
const addressParts = ["line1", "line2", "city", "state", "country", "postalCode"];

/** A nested value, or undefined where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === "object" && found !== null ? (found as Record<string, unknown>)[key] : undefined,
    value,
  );
}

/** The billing details an element was told "never" to ask for, as paths of the API: `address.postal_code`. */
export function neverAsked(options: unknown): readonly string[] {
  const billing = at(options, "fields", "billingDetails");
  const isNever = (choice: unknown) => choice === "never";
  const address = at(billing, "address");
  const plain = plainParts.filter((part) => isNever(billing) || isNever(at(billing, part)));
  const inAddress = addressParts.filter(
    (part) => isNever(billing) || isNever(address) || isNever(at(address, part)),
  );
  return [...plain, ...inAddress.map((part) => `address.${part === "postalCode" ? "postal_code" : part}`)];
}

/** Throws as Stripe does when the page has not given what the fields were told never to ask for. */
export function demandDetails(options: unknown, billing: unknown): void {
  const missing = neverAsked(options).find((path) => at(billing, ...path.split(".")) === undefined);
  if (missing === undefined) return;
  throw new IntegrationError(
    `You specified "never" for fields.billing_details.${missing} when creating the payment Element, but did not pass params.payment_method_data.billing_details.${missing} when calling stripe.createConfirmationToken. If you opt out of collecting data via the payment Element using the fields option, the data must be passed in when calling stripe.createConfirmationToken.`,
  );
}
