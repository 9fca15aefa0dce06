export type {
  ActionEnd,
  BillingDetails,
  Collected,
  ExpressButtonsProps,
  PaymentActions,
  PaymentFields,
  PaymentFieldsLook,
  PaymentFieldsProps,
  WalletButtonProps,
} from "./payment-fields.ts";
