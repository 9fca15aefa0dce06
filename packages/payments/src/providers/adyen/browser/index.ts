export { adyenActions, readReturn } from "./adyen-actions.ts";
export { AdyenPaymentFields, type AdyenPaymentFieldsProps } from "./adyen-payment-fields.tsx";
export type { AdyenBrowserSettings } from "./environment.ts";
