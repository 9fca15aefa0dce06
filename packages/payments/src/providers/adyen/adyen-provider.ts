import { Types } from "@adyen/api-library";
import type { CardSummary } from "../../outcome.ts";
import type { AdyenInstrument } from "../../payment-method.ts";
import type {
  AttemptThere,
  Call,
  Facts,
  FenceRequest,
  OperationRequest,
  PaymentProvider,
  ProviderDetails,
  RefundFacts,
} from "../../provider.ts";
import { type AdyenRefused, type AdyenSettings, createAdyenClient } from "./adyen-client.ts";
import { refusesAmount, toAdyenAmount } from "./amounts.ts";
import { callAdyen } from "./call.ts";
import { brandNames, factsOf } from "./facts.ts";
import { paymentRequest } from "./payment-request.ts";
import { refundReference } from "./refund-reference.ts";
import { parseAdyenWebhook } from "./webhook.ts";

const { MerchantRefundReasonEnum: Reason } = Types.checkout.PaymentRefundRequest;

/** A payment waits for a bank; a modification is only taken note of. A shopper waits for 8 + 2 s. */
const paymentMs = 8_000;
const noteMs = 3_500;
const quickMs = 2_000;

/**
 * Adyen, as far as money goes. An attempt is one `/payments` under our attempt's id. Adyen cannot be read: the truth of a
 * lost answer is the answer of the same key, or a webhook. Captures, cancels and refunds are only taken note of, and
 * proven by webhook.
 */
export function createAdyenProvider(settings: AdyenSettings): PaymentProvider {
  const { payments, modifications } = createAdyenClient(settings);
  const { merchantAccount } = settings;
  const within = (mostMs: number) => Math.min(mostMs, settings.timeoutMs ?? mostMs);
  const options = (idempotencyKey: string, mostMs: number) => ({ idempotencyKey, timeout: within(mostMs) });

  /** One modification of a known payment; its outcome comes by webhook, named by the attempt like all others. */
  function noted(
    name: string,
    { details, providerReference }: AttemptThere,
    ask: (
      pspReference: string,
      common: { merchantAccount: string; reference: string },
    ) => Promise<{ readonly pspReference: string }>,
    kept: (modification: string) => ProviderDetails = () => ({}),
  ): Promise<Call<Facts>> {
    const { pspReference } = details;
    if (pspReference === undefined) return Promise.resolve(unnamed(name));
    return callAdyen(name, async () => {
      const modification = await ask(pspReference, { merchantAccount, reference: providerReference });
      return { kind: "processing", details: { pspReference, ...kept(modification.pspReference) } };
    });
  }

  function cancel(attempt: AttemptThere, key: string): Promise<Call<Facts>> {
    return noted(
      "cancels",
      attempt,
      (pspReference, common) =>
        modifications.cancelAuthorisedPaymentByPspReference(pspReference, common, options(key, noteMs)),
      (modification) => ({ cancel: modification }),
    );
  }

  /** What stands authorised under our reference, without knowing its name there. */
  function cancelByReference({ providerReference, key }: OperationRequest): Promise<Call<Facts>> {
    return callAdyen("cancels by reference", async () => {
      const { pspReference: modification } = await modifications.cancelAuthorisedPayment(
        { merchantAccount, paymentReference: providerReference, reference: providerReference },
        options(`${key}.r`, noteMs),
      );
      return { kind: "processing", details: { cancel: modification } };
    });
  }

  /**
   * Sends the key again that money was asked for with, and a body that cannot take any, since the first is gone: Adyen
   * gives the first answer of a key whatever comes with it, says 704 while the first is being worked on, and otherwise
   * refuses the body for what it lacks, which proves that nothing was done under the key.
   */
  function replay({ askedWith, providerReference }: FenceRequest): Promise<Call<Facts>> {
    const { authorize, continueAction } = askedWith;
    const nothingDone = ({ errorType, errorCode }: AdyenRefused): Facts | null =>
      errorType === "validation" && errorCode.startsWith("14_") ? { kind: "canceled" } : null;
    if (continueAction !== null) {
      return callAdyen(
        "the replay of details",
        async () =>
          factsOf(await payments.paymentsDetails({ details: {} }, options(continueAction, noteMs)), null),
        nothingDone,
      );
    }
    const body = { merchantAccount, reference: providerReference, amount: { value: 0, currency: "EUR" } };
    return callAdyen(
      "the replay of payments",
      // No way back from a bank's page is given, and so nothing is asked of a bank.
      async () => factsOf(await payments.payments(body as never, options(authorize ?? "", noteMs)), null),
      nothingDone,
    );
  }

  async function fence(request: FenceRequest): Promise<Call<Facts>> {
    const { askedWith, details, key } = request;
    if (details["pspReference"] !== undefined) return cancel(request, key);
    if (askedWith.continueAction === null) {
      if (askedWith.authorize === null) return closed;
      // The bank is asked when we bring the result of the challenge, and whoever fences has seen to it that we do not.
      if (details["waits"] === "for-us") return closed;
    }
    const first = await replay(request);
    if (first.kind === "refused") return cancelByReference(request);
    if (first.kind !== "answered") return first;
    const { kind, details: learnt = {} } = first.answer;
    if (kind === "authorized") return cancel({ ...request, details: learnt }, key);
    return kind === "requires-action" ? closed : first;
  }

  return {
    name: "adyen",
    declinedStaysOpen: false,
    refusesAmount,

    cardOf: async (instrument) => (instrument.provider === "adyen" ? claimedCard(instrument) : null),

    prepare: async ({ attemptId }) => ({ kind: "answered", answer: { providerReference: attemptId } }),

    authorize: async (request) => {
      const { instrument, key, amount, withinMs = paymentMs } = request;
      if (instrument.provider !== "adyen")
        throw new TypeError(`Adyen cannot take ${instrument.provider}'s instrument`);
      const body = paymentRequest(request, instrument, merchantAccount);
      return callAdyen("payments", async () =>
        factsOf(await payments.payments(body, options(key, withinMs)), amount),
      );
    },

    continueAction: async ({ key, result, amount }) => {
      if (result?.provider !== "adyen") return { kind: "answered", answer: { kind: "processing" } };
      const body = { details: { ...result.details } };
      return callAdyen("payments/details", async () =>
        factsOf(await payments.paymentsDetails(body, options(key, paymentMs)), amount),
      );
    },

    retrieve: async () => unreadable,

    fence,

    capture: (request) =>
      noted("captures", request, (pspReference, common) =>
        modifications.captureAuthorisedPayment(
          pspReference,
          { ...common, amount: toAdyenAmount(request.amount) },
          options(request.key, paymentMs),
        ),
      ),

    refund: async (request) => {
      const { amount, reason, key, details, providerReference, refundId } = request;
      const { pspReference } = details;
      if (pspReference === undefined) return unnamed("refunds");
      return callAdyen("refunds", async (): Promise<RefundFacts> => {
        const body = {
          merchantAccount,
          reference: refundReference(providerReference, refundId),
          amount: toAdyenAmount(amount),
          merchantRefundReason: refundReasons[reason] ?? Reason.Other,
        };
        const noted = await modifications.refundCapturedPayment(pspReference, body, options(key, paymentMs));
        return { kind: "pending", amount, refundReference: noted.pspReference };
      });
    },

    findRefund: async () => unreadable,

    probe: async () => {
      const call = await callAdyen("paymentMethods", () =>
        payments.paymentMethods({ merchantAccount }, { timeout: within(quickMs) }),
      );
      return call.kind === "answered" ? { kind: "answered", answer: null } : call;
    },

    parseWebhook: async (webhook) => parseAdyenWebhook(webhook, settings),
  };
}

const unreadable = {
  kind: "unreadable",
  operatorMessage: "Adyen has no call that reads a payment: its webhook tells, or a fence.",
} as const;

/** As adyen-web saw it while it was typed: Adyen itself tells nothing of an encrypted card before it is asked. */
function claimedCard({ card }: AdyenInstrument): CardSummary | null {
  const { brand, last4, bin, expiry } = card;
  if (!brand || !last4) return null;
  return { brand: brandNames[brand] ?? brand, last4, ...(bin && { bin }), ...(expiry && { expiry }) };
}

const closed: Call<Facts> = { kind: "answered", answer: { kind: "canceled" } };

function unnamed(name: string): Call<never> {
  const operatorMessage = `Nothing was sent for ${name}: Adyen's pspReference of the payment was never learnt`;
  return { kind: "refused", code: "no_psp_reference", operatorMessage };
}

const refundReasons: Readonly<Record<string, Types.checkout.PaymentRefundRequest.MerchantRefundReasonEnum>> =
  {
    "requested-by-customer": Reason.CustomerRequest,
    duplicate: Reason.Duplicate,
    fraudulent: Reason.Fraud,
  };
