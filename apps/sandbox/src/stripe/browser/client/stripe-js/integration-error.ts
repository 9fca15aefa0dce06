/** A mistake in how Stripe.js is used: thrown or rejected, never answered as `{ error }`. */
export class IntegrationError extends Error {
  override name = "IntegrationError";
}
