export { stripeActions } from "./stripe-actions.ts";
export { StripeExpressButtons } from "./stripe-express-buttons.tsx";
export { StripePaymentFields } from "./stripe-payment-fields.tsx";
