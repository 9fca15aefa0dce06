export { decideAuthentication } from "./authentication/decide-authentication.ts";
export {
  type Agreement,
  type AuthenticationDecision,
  type AuthenticationInput,
  type AuthenticationPolicy,
  defaultAuthenticationPolicy,
  type Exemption,
} from "./authentication/decision.ts";
export type { AuthenticationSettings } from "./authentication/authenticator.ts";
export { defaultRiskPolicy } from "./risk/score-risk.ts";
export type { ExchangeRates } from "./authentication/exchange-rates.ts";
export { referenceRates } from "./authentication/reference-rates.ts";
export { explain } from "./authentication/explain.ts";
export { createPayments } from "./create-payments.ts";
export type { Clock } from "./clock.ts";
export { readRoutingPolicy, type RoutingPolicy, type RoutingRule } from "./routing/policy.ts";
export { conditionWords, policyChanges, routeWords } from "./routing/policy-changes.ts";
export {
  type Activation,
  type ActivatedPolicy,
  activatePolicy,
  readPolicies,
} from "./stores/routing-policies.ts";
export type { ProviderHealth } from "./health/health.ts";
export type { RoutingDecision, RoutingReason } from "./routing/choose-methods.ts";
export { paymentsMigrations } from "./migrations.ts";
export type { OperatorTask } from "./attempt-store.ts";
export { beginRefund, refundableOf, refundsOf } from "./stores/postgres-refund-store.ts";
export type { Movement, ProviderReport, ReportWindow } from "./provider-report.ts";
export { disputesOf } from "./stores/postgres-dispute-store.ts";
export type { Dispute, DisputeStage } from "./dispute/dispute.ts";
export type { BegunRefund, BeginRefundRequest } from "./refund-store.ts";
export type { Refund, RefundReason, RefundState } from "./refund/refund.ts";
export {
  closedTasks,
  closeStandingTask,
  closeTask,
  openStandingTask,
  openTask,
  openTasks,
} from "./stores/operator-task.ts";
export { newestPayments, paymentsById, paymentsOf, type PaymentSummary } from "./stores/payment-summaries.ts";
export { type Approvals, wilson } from "./health/approval-rate.ts";
export {
  countDisputes,
  decidedAttempts,
  type DecidedAttempts,
  operationHealth,
  type OperationHealth,
  paymentFigures,
  type PaymentFigures,
  type UnknownAttempt,
  unknownAttempts,
} from "./stores/payment-figures.ts";
export { readPaymentRecord } from "./stores/postgres-payment-records.ts";
export type { AttemptRecord, PaymentRecord, TaskRecord } from "./timeline/payment-record.ts";
export { stateTitles } from "./timeline/step-words.ts";
export { type TimelineEntry, timelineOf } from "./timeline/timeline.ts";
export { providerTitles } from "./provider-titles.ts";
export type { CardSummary, Decline, DeclineClass, PaymentOutcome } from "./outcome.ts";
export { type PaymentLog, silentLog } from "./payment-log.ts";
export type { ActionResult, Instrument, ShopperAction } from "./payment-method.ts";
export type {
  CaptureResult,
  OfferedMethods,
  OfferRequest,
  PayCommand,
  PaymentAddress,
  PaymentListener,
  PaymentNews,
  Payments,
  PaymentStatus,
  ReceivedEvent,
  RefundCommand,
  RefundResult,
  SweepReport,
  VoidResult,
} from "./payments.ts";
export type { PaymentProvider, ProviderName, ShopperContext } from "./provider.ts";
