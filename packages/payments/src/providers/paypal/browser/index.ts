export { paypalActions } from "./paypal-actions.ts";
export { PayPalButton } from "./paypal-button.tsx";
export { paypalReturn } from "./paypal-return.ts";
