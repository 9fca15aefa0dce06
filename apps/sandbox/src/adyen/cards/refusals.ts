/**
 * Adyen's refusalReasonCodes and reasons (docs.adyen.com, "Refusal reasons", 2026-08), and the holder's names that ask
 * for them in the test environment ("Testing result codes"). Codes without a name there are asked for by
 * `additionalData.RequestedTestAcquirerResponseCode`.
 */
export const refusals: Readonly<Record<string, { readonly reason: string; readonly holderName?: string }>> = {
  "2": { reason: "Refused", holderName: "DECLINED" },
  "3": { reason: "Referral", holderName: "REFERRAL" },
  "4": { reason: "Acquirer Error", holderName: "ERROR" },
  "5": { reason: "Blocked Card", holderName: "BLOCK_CARD" },
  "6": { reason: "Expired Card", holderName: "CARD_EXPIRED" },
  "7": { reason: "Invalid Amount", holderName: "INVALID_AMOUNT" },
  "8": { reason: "Invalid Card Number", holderName: "INVALID_CARD" },
  "9": { reason: "Issuer Unavailable", holderName: "ISSUER_UNAVAILABLE" },
  "10": { reason: "Not supported", holderName: "NOT_SUPPORTED" },
  "11": { reason: "3D Not Authenticated", holderName: "NOT_3D_AUTHENTICATED" },
  "12": { reason: "Not enough balance", holderName: "NOT_ENOUGH_BALANCE" },
  "14": { reason: "Acquirer Fraud" },
  "15": { reason: "Cancelled" },
  "16": { reason: "Shopper Cancelled" },
  "17": { reason: "Invalid Pin", holderName: "INVALID_PIN" },
  "18": { reason: "Pin tries exceeded", holderName: "PIN_TRIES_EXCEEDED" },
  "19": { reason: "Pin validation not possible", holderName: "PIN_VALIDATION_NOT_POSSIBLE" },
  "20": { reason: "FRAUD", holderName: "FRAUD" },
  "21": { reason: "Not Submitted" },
  "22": { reason: "FRAUD-CANCELLED" },
  "23": { reason: "Transaction Not Permitted", holderName: "TRANSACTION_NOT_PERMITTED" },
  "24": { reason: "CVC Declined", holderName: "CVC_DECLINED" },
  "25": { reason: "Restricted Card", holderName: "RESTRICTED_CARD" },
  "26": { reason: "Revocation Of Auth" },
  "27": { reason: "Declined Non Generic", holderName: "DECLINED_NON_GENERIC" },
  "28": { reason: "Withdrawal amount exceeded", holderName: "WITHDRAWAL_AMOUNT_EXCEEDED" },
  "29": { reason: "Withdrawal count exceeded", holderName: "WITHDRAWAL_COUNT_EXCEEDED" },
  "31": { reason: "Issuer Suspected Fraud", holderName: "ISSUER_SUSPECTED_FRAUD" },
  "32": { reason: "AVS Declined", holderName: "AVS_DECLINED" },
  "33": { reason: "Card requires online pin" },
  "34": { reason: "No checking account available on Card" },
  "35": { reason: "No savings account available on Card" },
  "36": { reason: "Mobile pin required" },
  "37": { reason: "Contactless fallback" },
  "38": { reason: "Authentication required", holderName: "AUTHENTICATION_REQUIRED" },
  "39": { reason: "RReq not received from DS" },
  "40": { reason: "Current AID is in Penalty Box" },
  "41": { reason: "CVM Required Restart Payment" },
  "42": { reason: "3DS Authentication Error", holderName: "THREED_SECURE_ERROR" },
  "46": { reason: "Transaction blocked by Adyen to prevent excessive retry fees", holderName: "ERPS_BLOCK" },
  "50": { reason: "Token Revoked" },
};

/** The code a request asks to be refused with, or null. `NAME : raw response` counts as the name, as it does at Adyen. */
export function requestedRefusal(holderName: string, responseCode: string | undefined): string | null {
  if (responseCode !== undefined) return responseCode in refusals ? responseCode : null;
  const name = holderName.split(":", 1)[0]?.trim().toUpperCase();
  return Object.entries(refusals).find(([, refusal]) => refusal.holderName === name)?.[0] ?? null;
}
