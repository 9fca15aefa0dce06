import { loadCoreSdkScript, type PayPalV6Namespace } from "@paypal/paypal-js/sdk-v6";

/**
 * PayPal's script, version 6. One that stands in the page before this (a stand-in's) is adopted; otherwise the loader takes
 * the real one of the live or the test system, tries three times, and forgets a failure so that the next call tries again.
 */
export async function loadPayPalScript(isTest: boolean): Promise<PayPalV6Namespace> {
  const paypal = await loadCoreSdkScript({ environment: isTest ? "sandbox" : "production" });
  if (paypal === null) throw new Error("PayPal's script is for browsers");
  return paypal;
}
