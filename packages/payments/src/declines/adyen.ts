import {
  authenticate,
  config,
  data,
  fraud,
  funds,
  generic,
  hard,
  type Reviewed,
  settled,
  transient,
  unauthenticated,
} from "./classes.ts";

/**
 * All refusal reason codes of docs.adyen.com/development-resources/refusal-reasons (2026-08-30). Code 0 comes with
 * `Authorised` only; 1 and 13 were never published. A code counts only where `resultCode` is Refused, Error or Cancelled.
 */
export const adyenRefusalCodes: Readonly<Record<string, Reviewed>> = {
  "2": generic("Refused: the issuer declined without a reason."),
  "3": generic("Referral: the issuer wants to be called."),
  "4": transient("Acquirer Error: the acquirer failed and declined the payment."),
  "5": hard("Blocked Card. Not told to the shopper."),
  "6": data("Expired Card."),
  "7": config("Invalid Amount: the acquirer does not take this amount."),
  "8": data("Invalid Card Number."),
  "9": transient("Issuer Unavailable."),
  "10": config("Not supported: the issuer does not support this kind of payment."),
  "11": unauthenticated("3D Not Authenticated: the shopper did not pass the bank's challenge."),
  "12": funds("Not enough balance."),
  "14": fraud("Acquirer Fraud: the acquirer suspects fraud. Not told to the shopper."),
  "15": unauthenticated("Cancelled before it was finished."),
  "16": unauthenticated("Shopper Cancelled: the shopper left before it was finished."),
  "17": data("Invalid Pin."),
  "18": hard("Pin tries exceeded."),
  "19": data("Pin validation not possible."),
  "20": fraud("FRAUD: Adyen's risk checks refused it. Not told to the shopper."),
  "21": transient("Not Submitted: the payment never reached the bank."),
  "22": fraud(
    "FRAUD-CANCELLED: Adyen's risk checks cancelled an authorised payment. Not told to the shopper.",
  ),
  "23": generic("Transaction Not Permitted."),
  "24": data("CVC Declined."),
  "25": hard("Restricted Card. Not told to the shopper."),
  "26": hard("Revocation Of Auth: the shopper revoked the authorisation."),
  "27": generic("Declined Non Generic: the issuer's reason has no code of its own."),
  "28": funds("Withdrawal amount exceeded."),
  "29": funds("Withdrawal count exceeded."),
  "31": fraud("Issuer Suspected Fraud. Not told to the shopper."),
  "32": data("AVS Declined: the billing address does not match the card."),
  "33": config("Card requires online pin (card readers only)."),
  "34": config("No checking account available on Card (card readers only)."),
  "35": config("No savings account available on Card (card readers only)."),
  "36": config("Mobile pin required (card readers only)."),
  "37": config("Contactless fallback (card readers only)."),
  "38": authenticate("Authentication required: the issuer did not accept an exemption."),
  "39": transient("RReq not received from DS: the outcome of the authentication never came."),
  "40": transient("Current AID in Penalty Box: the network is not usable just now."),
  "41": config("CVM Required Restart Payment (card readers only)."),
  "42": transient("3DS Authentication Error: the authentication failed for technical reasons."),
  "46": hard("Transaction blocked by Adyen to prevent excessive retry fees."),
  "50": hard("Token Revoked: the stored card may not be used any more."),
};

/** Result codes that end a payment without a reason code of their own. */
export const adyenResultCodes: Readonly<Record<string, Reviewed>> = {
  Cancelled: unauthenticated("The payment was cancelled before it was finished."),
  Error: settled("Adyen answered with an error and no reason."),
  Refused: settled("Adyen refused without a reason."),
};
