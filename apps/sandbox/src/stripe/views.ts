import { missingResource } from "./api/stripe-error.ts";
import type {
  BillingDetails,
  CardFacts,
  ChargeDocument,
  ConfirmationTokenDocument,
  CustomerDocument,
  PaymentError,
  PaymentIntentDocument,
  PaymentMethodDocument,
  RefundDocument,
} from "./model.ts";
import type { StripeAccount } from "./stripe-account.ts";

/** Objects as they are on the wire, with ids where another object could be opened. */
export function intentView(account: StripeAccount, intent: PaymentIntentDocument): Record<string, unknown> {
  return {
    id: intent.id,
    object: "payment_intent",
    amount: intent.amount,
    amount_capturable: intent.amountCapturable,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    allowed_payment_method_types: intent.methodTypes,
    payment_method_types: intent.methodTypes,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: intent.automaticMethods ? { allow_redirects: "always", enabled: true } : null,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: "automatic",
    created: intent.created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    last_payment_error: intent.lastError ? errorView(account, intent.lastError) : null,
    latest_charge: intent.latestCharge,
    livemode: false,
    metadata: intent.metadata,
    next_action: nextAction(account, intent),
    on_behalf_of: null,
    payment_method: intent.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: intent.requestThreeDSecure,
      },
    },
    processing: null,
    receipt_email: intent.receiptEmail,
    review: null,
    setup_future_usage: intent.setupFutureUsage,
    shipping: intent.shipping,
    source: null,
    statement_descriptor: intent.statementDescriptor ?? null,
    statement_descriptor_suffix: intent.statementDescriptorSuffix,
    status: intent.status,
    transfer_data: null,
    transfer_group: null,
  };
}

function nextAction({ origin }: StripeAccount, intent: PaymentIntentDocument): object | null {
  if (intent.status !== "requires_action") return null;
  const page = `${origin}/3ds/challenge?payment_intent=${intent.id}&client_secret=${encodeURIComponent(intent.clientSecret)}`;
  if (intent.usesStripeSdk || intent.returnUrl === null) {
    return {
      type: "use_stripe_sdk",
      use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: page, source: intent.latestCharge },
    };
  }
  return {
    type: "redirect_to_url",
    redirect_to_url: { return_url: intent.returnUrl, url: `${page}&redirect=1` },
  };
}

function errorView(account: StripeAccount, error: PaymentError): object {
  const method = error.paymentMethod ? account.methods.get(error.paymentMethod) : undefined;
  return {
    type: error.type,
    code: error.code,
    message: error.message,
    doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll("_", "-")}`,
    ...(error.param && { param: error.param }),
    ...(error.declineCode && { decline_code: error.declineCode }),
    ...(error.adviceCode && { advice_code: error.adviceCode }),
    ...(error.networkDeclineCode && { network_decline_code: error.networkDeclineCode }),
    ...(error.charge && { charge: error.charge }),
    ...(method && { payment_method: methodView(method) }),
  };
}

export function chargeView(account: StripeAccount, charge: ChargeDocument): Record<string, unknown> {
  const method = account.methods.get(charge.paymentMethod);
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    application: null,
    balance_transaction: charge.captured ? `txn_${charge.id.slice(3)}` : null,
    billing_details: billingView(method?.billing),
    calculated_statement_descriptor: "SANDBOX",
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    customer: account.intents.get(charge.paymentIntent)?.customer ?? null,
    description: account.intents.get(charge.paymentIntent)?.description ?? null,
    disputed: false,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    outcome: {
      advice_code: charge.failure?.adviceCode ?? null,
      network_advice_code: null,
      network_decline_code: charge.failure?.networkDeclineCode ?? null,
      network_status: charge.outcome.networkStatus,
      reason: charge.outcome.reason,
      risk_level: charge.outcome.riskLevel,
      risk_score: charge.outcome.riskScore,
      seller_message: charge.outcome.sellerMessage,
      type: charge.outcome.type,
    },
    paid: charge.status === "succeeded",
    payment_intent: charge.paymentIntent,
    payment_method: charge.paymentMethod,
    payment_method_details: {
      type: "card",
      card: {
        ...cardView(method?.card),
        amount_authorized: charge.status === "succeeded" ? charge.amount : null,
        capture_before: charge.captureBefore,
        three_d_secure: charge.threeDSecure
          ? {
              authentication_flow: charge.threeDSecure.flow,
              electronic_commerce_indicator: charge.threeDSecure.result === "authenticated" ? "05" : "07",
              exemption_indicator: null,
              exemption_indicator_applied: false,
              result: charge.threeDSecure.result,
              result_reason: charge.threeDSecure.reason,
              transaction_id: null,
              version: "2.2.0",
            }
          : null,
      },
    },
    receipt_email: null,
    refunded: charge.amountRefunded > 0 && charge.amountRefunded === charge.amountCaptured,
    shipping: account.intents.get(charge.paymentIntent)?.shipping ?? null,
    status: charge.status,
  };
}

function cardView(card: CardFacts | undefined): Record<string, unknown> {
  if (!card) return {};
  return {
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: card.behaviour === "postcode-check-fails" ? "fail" : "pass",
      cvc_check: card.behaviour === "cvc-check-fails" ? "fail" : "pass",
    },
    country: card.country,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    fingerprint: card.fingerprint,
    funding: card.funding,
    last4: card.last4,
    network: card.brand,
    wallet: walletView(card),
  };
}

/** The device's number is not the card's: its digits are the card's, seen in a mirror. */
function walletView({ wallet, last4 }: CardFacts): object | null {
  if (wallet === undefined) return null;
  return { type: wallet, dynamic_last4: String(9_999 - Number(last4)).padStart(4, "0"), [wallet]: {} };
}

function billingView(billing: BillingDetails | undefined): object {
  const address = {
    city: null,
    country: null,
    line1: null,
    line2: null,
    postal_code: null,
    state: null,
    ...billing?.address,
  };
  return {
    address,
    email: billing?.email ?? null,
    name: billing?.name ?? null,
    phone: billing?.phone ?? null,
    tax_id: null,
  };
}

export function methodView(method: PaymentMethodDocument): Record<string, unknown> {
  return {
    id: method.id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billingView(method.billing),
    card: {
      ...cardView(method.card),
      display_brand: method.card.brand,
      networks: { available: [method.card.brand], preferred: null },
      three_d_secure_usage: { supported: true },
    },
    created: method.created,
    customer: method.customer,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

export function tokenView(token: ConfirmationTokenDocument): Record<string, unknown> {
  return {
    id: token.id,
    object: "confirmation_token",
    created: token.created,
    expires_at: token.expiresAt,
    livemode: false,
    mandate_data: null,
    payment_intent: token.paymentIntent,
    payment_method_options: null,
    payment_method_preview: {
      type: "card",
      billing_details: billingView(token.billing),
      card: { ...cardView(token.card), display_brand: token.card.brand },
      customer: null,
    },
    return_url: token.returnUrl,
    setup_future_usage: token.setupFutureUsage,
    setup_intent: null,
    shipping: token.shipping,
    use_stripe_sdk: true,
  };
}

export function refundView(refund: RefundDocument): Record<string, unknown> {
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    balance_transaction: `txn_${refund.id.slice(3)}`,
    charge: refund.charge,
    created: refund.created,
    currency: refund.currency,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: refund.metadata,
    payment_intent: refund.paymentIntent,
    reason: refund.reason,
    receipt_number: null,
    status: refund.status,
    ...(refund.status === "failed" && { failure_reason: "lost_or_stolen_card" }),
  };
}

/** The movement a charge or a refund made on the account's balance: `txn_` and the rest of its id. */
export function balanceTransactionView(
  account: StripeAccount,
  id: string,
): Record<string, unknown> | undefined {
  const rest = id.slice("txn_".length);
  const charge = account.charges.get(`ch_${rest}`);
  const refund = account.refunds.get(`re_${rest}`);
  const moved = charge
    ? { amount: charge.amountCaptured, type: "charge", source: charge.id, of: charge }
    : refund && { amount: -refund.amount, type: "refund", source: refund.id, of: refund };
  if (!moved) return undefined;
  const { created, currency } = moved.of;
  return {
    id,
    object: "balance_transaction",
    amount: moved.amount,
    available_on: created,
    created,
    currency,
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: moved.amount,
    reporting_category: moved.type,
    source: moved.source,
    status: "available",
    type: moved.type,
  };
}

export function customerView(customer: CustomerDocument): Record<string, unknown> {
  const { id, created, email, name, phone, description, metadata, isDeleted } = customer;
  if (isDeleted === true) return { id, object: "customer", deleted: true };
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created,
    currency: null,
    default_source: null,
    delinquent: false,
    description,
    email,
    invoice_prefix: id.slice(4, 12).toUpperCase(),
    livemode: false,
    metadata,
    name,
    phone,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
  };
}

/** The document behind an id, or Stripe's 404. */
export function found<Document>(
  document: Document | undefined,
  what: string,
  id: string,
  param?: string,
): Document {
  if (document === undefined) throw missingResource(what, id, param);
  return document;
}
