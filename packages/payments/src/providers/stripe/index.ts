export { createStripeProvider } from "./stripe-provider.ts";
export type { StripeSettings } from "./stripe-client.ts";
