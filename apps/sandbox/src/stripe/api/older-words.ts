import type { Form } from "./form.ts";

/**
 * Parameters of API versions before "endive" in today's words. A caller that names no version (the command line, curl)
 * gets its account's default, which at Stripe stays what it was when the account was made: both words are taken then.
 */
export function inTodaysWords(form: Form, version: string | undefined): Form {
  if (version?.endsWith(".endive")) return form;
  const { payment_method_types: types, ...rest } = form;
  return types === undefined ? form : { ...rest, allowed_payment_method_types: types };
}
