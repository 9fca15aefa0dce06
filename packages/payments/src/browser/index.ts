export type {
  ActionEnd,
  BillingDetails,
  Collected,
  PaymentActions,
  PaymentFields,
  PaymentFieldsLook,
  PaymentFieldsProps,
  WalletButtonProps,
} from "./payment-fields.ts";
