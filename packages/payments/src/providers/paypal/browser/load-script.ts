import { loadCoreSdkScript, type PayPalV6Namespace } from "@paypal/paypal-js/sdk-v6";
import { standInScript } from "../../../browser/stand-in-script.ts";

/** Which PayPal the browser speaks to. */
export type PayPalScript = {
  readonly isTest: boolean;
  /** Address of a stand-in's script; without it, PayPal's own. */
  readonly scriptUrl?: string | undefined;
};

/**
 * PayPal's script, version 6. A stand-in's is loaded before, and adopted by the loader; otherwise it takes the real one of
 * the live or the test system, tries three times, and forgets a failure so that the next call tries again.
 */
export async function loadPayPalScript({ isTest, scriptUrl }: PayPalScript): Promise<PayPalV6Namespace> {
  if (scriptUrl !== undefined) await standInScript(scriptUrl);
  const paypal = await loadCoreSdkScript({ environment: isTest ? "sandbox" : "production" });
  if (paypal === null) throw new Error("PayPal's script is for browsers");
  return paypal;
}
