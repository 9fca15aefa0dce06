import type { Answer, TokenParams } from "../protocol.ts";
import type { PaymentForm } from "./payment-form.ts";
import { tokenForm } from "./token-form.ts";

/** Sends the card from here to the API, so that it never reaches the page, and gives the token or Stripe's error. */
export async function tokenise(
  form: PaymentForm,
  publishableKey: string,
  params: TokenParams,
): Promise<Answer> {
  const invalid = form.validate();
  if (invalid) return { error: invalid };
  try {
    const response = await fetch("/v1/confirmation_tokens", {
      method: "POST",
      headers: { authorization: `Bearer ${publishableKey}` },
      body: tokenForm(params, form.card, form.address),
    });
    const body = await response.json();
    return response.ok ? { value: body } : { error: form.refuse(body.error) };
  } catch {
    return { error: { type: "api_connection_error", message: form.failedText } };
  }
}
