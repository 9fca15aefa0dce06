import type { PaymentActions } from "../../../browser/payment-fields.ts";
import { loadPayPalScript, type PayPalScript } from "./load-script.ts";
import { openWallet, type WalletSettings } from "./wallet.ts";

/**
 * Takes up an order again that was left unapproved, after a reload for example. No click is being answered then, so no window
 * would open: the shopper is led to PayPal's page, and comes back to the order's return address.
 */
export function paypalActions({
  isTest,
  scriptUrl,
  ...settings
}: WalletSettings & PayPalScript): PaymentActions {
  return {
    perform: async (action) => {
      if (action.provider !== "paypal")
        return { kind: "failed", operatorMessage: `PayPal performs no action of ${action.provider}` };
      try {
        const wallet = await openWallet(await loadPayPalScript({ isTest, scriptUrl }), settings);
        const end = await wallet?.approve(Promise.resolve(action.orderId), "redirect");
        return end ?? { kind: "failed", operatorMessage: "PayPal does not offer itself here" };
      } catch (error) {
        return { kind: "failed", operatorMessage: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
