import type { Answer } from "./protocol.ts";

/**
 * Sends a card from a frame of Stripe's to the API, so that it never reaches the page, and gives the token or Stripe's error.
 * `unreached` is said where the API was not there.
 */
export async function postToken(
  publishableKey: string,
  body: URLSearchParams,
  unreached: string,
): Promise<Answer> {
  try {
    const response = await fetch("/v1/confirmation_tokens", {
      method: "POST",
      headers: { authorization: `Bearer ${publishableKey}` },
      body,
    });
    const answer = await response.json();
    return response.ok ? { value: answer } : { error: answer.error };
  } catch {
    return { error: { type: "api_connection_error", message: unreached } };
  }
}
