import type { Answer } from "../protocol.ts";
import { standInOrigin } from "./stand-in-origin.ts";
import { IntegrationError } from "./integration-error.ts";

export type Intent = {
  readonly id: string;
  readonly status: string;
  readonly last_payment_error: { readonly type: string; readonly message: string } | null;
  readonly next_action: {
    readonly use_stripe_sdk?: { readonly stripe_js: string };
    readonly redirect_to_url?: { readonly url: string };
  } | null;
};

/** Reads an intent by its client secret. Throws for something that is not one; a failed call is an answer. */
export async function readIntent(
  publishableKey: string,
  clientSecret: string,
): Promise<{ readonly intent: Intent } | Extract<Answer, { error: unknown }>> {
  const [id] = clientSecret.split("_secret_");
  if (!/^pi_\w+_secret_\w+$/.test(clientSecret) || !id) {
    throw new IntegrationError(
      "Invalid value for clientSecret: it should be a client secret of the form ${id}_secret_${secret}.",
    );
  }
  const query = new URLSearchParams({ client_secret: clientSecret });
  try {
    const response = await fetch(`${standInOrigin}/v1/payment_intents/${id}?${query}`, {
      headers: { authorization: `Bearer ${publishableKey}` },
    });
    const body = await response.json();
    return response.ok ? { intent: body } : { error: body.error };
  } catch {
    return { error: { type: "api_connection_error", message: "Stripe could not be reached. Try again." } };
  }
}
