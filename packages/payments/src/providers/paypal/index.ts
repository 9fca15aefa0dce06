export { createPayPalProvider } from "./paypal-provider.ts";
export type { PayPalSettings } from "./paypal-client.ts";
