import { postToken } from "../post-token.ts";
import type { Answer, TokenParams } from "../protocol.ts";
import type { PaymentForm } from "./payment-form.ts";
import { tokenForm } from "./token-form.ts";

/** Sends what was typed to the API, unless the fields find something wrong with it themselves. */
export async function tokenise(
  form: PaymentForm,
  publishableKey: string,
  params: TokenParams,
): Promise<Answer> {
  const invalid = form.validate();
  if (invalid) return { error: invalid };
  const answer = await postToken(publishableKey, tokenForm(params, form.card, form.address), form.failedText);
  return "error" in answer ? { error: form.refuse(answer.error) } : answer;
}
