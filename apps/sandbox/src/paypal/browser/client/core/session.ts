import type {
  OneTimePaymentSession,
  PayPalOneTimePaymentSessionOptions,
  PayPalPresentationModeOptions,
} from "@paypal/paypal-js/sdk-v6";
import type { ApprovalNews } from "../protocol.ts";
import { sandboxError } from "./sandbox-error.ts";
import { approvalUrl, openPayerWindow, type PayerWindow } from "./payer-window.ts";

/** The published type has two `start` at once, of which only this one is called. */
type Session = Omit<OneTimePaymentSession, "start"> & {
  readonly start: (
    presentation?: PayPalPresentationModeOptions,
    order?: Promise<{ orderId: string }>,
  ) => Promise<{ redirectURL: string } | undefined>;
};

/** One way of the payer to an approved order: in a window, or by redirect. */
export function createSession(options: PayPalOneTimePaymentSessionOptions): Session {
  let payer: PayerWindow | null = null;
  let current = "";

  function end(news: ApprovalNews | { readonly outcome: "closed" }): void {
    payer = null;
    if (news.outcome === "approved") {
      const { orderId, payerId } = news;
      void options.onApprove?.({ orderId, payerId, fundingSource: "paypal" });
      return options.onComplete?.({ paymentSessionState: "approved" });
    }
    options.onCancel?.({ orderId: current });
    options.onComplete?.({ paymentSessionState: "canceled" });
  }

  function fail(error: unknown): void {
    payer?.close();
    payer = null;
    options.onError?.(sandboxError("ERR_ORDER", error instanceof Error ? error.message : String(error)));
    options.onComplete?.({ paymentSessionState: "error" });
  }

  async function inWindow(order: Promise<{ orderId: string }>, mode: "auto" | "popup"): Promise<void> {
    payer = openPayerWindow(end);
    if (payer === null && mode === "popup") {
      throw sandboxError("ERR_DEV_UNABLE_TO_OPEN_POPUP", "The browser did not open a window.");
    }
    try {
      const { orderId } = await order;
      current = orderId;
      if (payer) payer.show(orderId);
      else location.assign(approvalUrl(orderId));
    } catch (error) {
      fail(error);
    }
  }

  return {
    start: async (presentation, promised) => {
      const mode = presentation?.presentationMode ?? "auto";
      const order = promised ?? orderOf(options);
      if (mode === "auto" || mode === "popup") {
        await inWindow(order, mode);
        return undefined;
      }
      if (mode !== "redirect") {
        throw sandboxError("ERR_SANDBOX", `The sandbox has no presentation mode "${mode}".`);
      }
      const redirectURL = approvalUrl((await order).orderId);
      if (presentation?.autoRedirect?.enabled === false) return { redirectURL };
      location.assign(redirectURL);
      return undefined;
    },
    cancel: () => {
      if (payer === null) return;
      payer.close();
      end({ outcome: "closed" });
    },
    destroy: () => {
      payer?.close();
      payer = null;
    },
    hasReturned: () => returned() !== null,
    resume: async () => {
      const back = returned();
      if (back === null) throw sandboxError("ERR_SANDBOX", "The payer did not come back by redirect.");
      end({ kind: "paypal-approval", outcome: "approved", ...back });
    },
  };
}

/** What PayPal adds to the return address of an approved order. */
function returned(): { readonly orderId: string; readonly payerId: string } | null {
  const query = new URLSearchParams(location.search);
  const orderId = query.get("token");
  const payerId = query.get("PayerID");
  return orderId !== null && payerId !== null ? { orderId, payerId } : null;
}

async function orderOf({ orderId }: PayPalOneTimePaymentSessionOptions): Promise<{ orderId: string }> {
  if (orderId === undefined) throw sandboxError("ERR_DEV", "start() needs an order.");
  return { orderId };
}
