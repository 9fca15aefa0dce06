export type {
  ActionEnd,
  BillingDetails,
  Collected,
  PaymentActions,
  PaymentFields,
  PaymentFieldsLook,
  PaymentFieldsProps,
} from "./payment-fields.ts";
