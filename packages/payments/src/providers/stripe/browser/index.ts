export { stripeActions } from "./stripe-actions.ts";
export { StripePaymentFields } from "./stripe-payment-fields.tsx";
