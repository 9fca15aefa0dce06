import type { PayPalPresentationModeOptions, PayPalV6Namespace } from "@paypal/paypal-js/sdk-v6";
import type { ActionEnd } from "../../../browser/payment-fields.ts";

/** A payer's wallet, ready to be opened. */
export type PayPalWallet = {
  /**
   * Lets the payer approve an order. Has to be called while a click is being answered, without anything awaited before it,
   * or the browser opens no window; the order may come later. When it does not come, or is null, the window closes, and null
   * is what came of it: whoever had to bring the order knows why.
   */
  readonly approve: (order: Promise<string | null>, presentation?: Presentation) => Promise<ActionEnd | null>;
};

/** `auto`: a window where the browser allows one, else PayPal's page in place of ours. */
export type Presentation = "auto" | "redirect";

export type WalletSettings = {
  readonly clientId: string;
  readonly languageTag: string;
  readonly currency: string;
};

/** Null when PayPal does not offer itself to this shopper. Rejects when PayPal does not answer. */
export async function openWallet(
  paypal: PayPalV6Namespace,
  { clientId, languageTag, currency: currencyCode }: WalletSettings,
): Promise<PayPalWallet | null> {
  const instance = await paypal.createInstance({
    clientId,
    components: ["paypal-payments"],
    locale: languageTag,
    pageType: "checkout",
  });
  const methods = await instance.findEligibleMethods({ currencyCode, paymentFlow: "ONE_TIME_PAYMENT" });
  if (!methods.isEligible("paypal")) return null;

  function approve(
    order: Promise<string | null>,
    presentationMode: Presentation = "auto",
  ): Promise<ActionEnd | null> {
    const promised = orderFor(order);
    // Whoever awaits it first may not be there yet when it fails.
    promised.catch(() => undefined);
    return new Promise((resolve) => {
      // The script may wrap what the order failed with; the order itself says it.
      const fail = async (said: unknown) => {
        const reason: unknown = await promised.then(
          () => said,
          (missing: unknown) => missing,
        );
        resolve(reason instanceof NoOrder ? null : failureOf(reason));
      };
      const session = instance.createPayPalOneTimePaymentSession({
        onApprove: async ({ orderId }) =>
          resolve({ kind: "finished", result: { provider: "paypal", orderId } }),
        onCancel: () => resolve({ kind: "abandoned" }),
        onError: (error) => void fail(error),
      });
      session.start({ presentationMode } as PayPalPresentationModeOptions, promised).catch(fail);
    });
  }
  return { approve };
}

/** Nobody has an order for the window. */
class NoOrder extends Error {}

async function orderFor(order: Promise<string | null>): Promise<{ orderId: string }> {
  const orderId = await order.catch(() => null);
  if (orderId === null) throw new NoOrder("There is no order to approve");
  return { orderId };
}

function failureOf(error: unknown): ActionEnd {
  return { kind: "failed", operatorMessage: error instanceof Error ? error.message : String(error) };
}
