import type { TokenParams } from "../protocol.ts";
import type { TypedCard } from "./card-fields.ts";

/**
 * The body of `POST /v1/confirmation_tokens`: the page's parameters in Stripe's bracket form, with the card and the
 * address that were typed here; a card without a code is a wallet's. What the page says about the address wins.
 */
export function tokenForm(
  params: TokenParams,
  card: Omit<TypedCard, "code"> & { readonly code: string | null },
  address: Readonly<Record<string, string>>,
): URLSearchParams {
  const form = new URLSearchParams({ "payment_method_data[type]": "card" });
  for (const [part, value] of Object.entries(address))
    form.set(`payment_method_data[billing_details][address][${part}]`, value);
  for (const [key, value] of Object.entries(params)) write(form, key, value);
  form.set("payment_method_data[card][number]", card.number);
  form.set("payment_method_data[card][exp_month]", String(card.month));
  form.set("payment_method_data[card][exp_year]", String(card.year));
  if (card.code !== null) form.set("payment_method_data[card][cvc]", card.code);
  return form;
}

function write(form: URLSearchParams, key: string, value: unknown): void {
  if (typeof value === "object" && value !== null) {
    for (const [part, inner] of Object.entries(value)) write(form, `${key}[${part}]`, inner);
  } else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    form.set(key, String(value));
  }
}
