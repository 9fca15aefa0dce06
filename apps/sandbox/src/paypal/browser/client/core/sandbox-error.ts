import type { OnErrorData } from "@paypal/paypal-js/sdk-v6";

/** An error in the shape PayPal's script gives. The codes of the real script are not published. */
export function sandboxError(code: string, message: string): OnErrorData {
  return Object.assign(new Error(message), { code, name: "PayPalError", isRecoverable: false });
}
