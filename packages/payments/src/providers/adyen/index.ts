export type { AdyenSettings } from "./adyen-client.ts";
export { createAdyenProvider } from "./adyen-provider.ts";
