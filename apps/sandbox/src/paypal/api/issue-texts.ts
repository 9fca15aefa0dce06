/** The sentences of PayPal's OpenAPI files (Orders 2.13, Payments 2.6) for the issues this stand-in answers with. */
export const issueTexts: Readonly<Record<string, string>> = {
  ACTION_DOES_NOT_MATCH_INTENT:
    "Order was created with an intent to 'CAPTURE'. Please use v2/checkout/orders/order_id/capture to complete the transaction or alternately Create an order with an intent of 'AUTHORIZE'.",
  AMOUNT_CHANGE_NOT_ALLOWED: "The amount specified is different from the amount authorized by payer.",
  AUTHORIZATION_ALREADY_CAPTURED: "Authorization has previously been captured.",
  AUTHORIZATION_EXPIRED: "An expired authorization cannot be captured.",
  AUTHORIZATION_VOIDED: "A voided authorization cannot be captured or reauthorized.",
  AUTH_CAPTURE_CURRENCY_MISMATCH: "Currency of capture must be the same as currency of authorization.",
  AUTH_CURRENCY_MISMATCH:
    "The currency specified during reauthorization should be the same as the currency specified in the original authorization. Please check the currency of the authorization for which you are trying to reauthorize and try again.",
  CANNOT_BE_VOIDED: "A reauthorization cannot be voided. Please void the original parent authorization.",
  CANNOT_BE_ZERO_OR_NEGATIVE:
    "Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported.",
  CAPTURE_FULLY_REFUNDED: "The capture has already been fully refunded",
  DECIMALS_NOT_SUPPORTED:
    "Currency does not support decimals. Please refer to https://developer.paypal.com/docs/api/reference/currency-codes/ for more information.",
  DECIMAL_PRECISION: "If the currency supports decimals, only two decimal place precision is supported.",
  DUPLICATE_INVOICE_ID:
    "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that Invoice Id be unique for each transaction.",
  INSTRUMENT_DECLINED:
    "The instrument presented  was either declined by the processor or bank, or it can't be used for this payment.",
  INVALID_CURRENCY_CODE:
    "Currency code is invalid or is not currently supported. Please refer https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported currency codes.",
  INVALID_PARAMETER_SYNTAX: "The value of a field does not conform to the expected format.",
  INVALID_PARAMETER_VALUE: "A parameter value is not valid.",
  INVALID_RESOURCE_ID: "Specified resource ID does not exist. Please check the resource ID and try again.",
  INVALID_STRING_MAX_LENGTH: "The value of a field is too long.",
  MALFORMED_REQUEST_JSON: "The request JSON is not well formed.",
  MAX_CAPTURE_AMOUNT_EXCEEDED:
    "Capture amount exceeds allowable limit. Please contact customer service or your account manager to request the change to your overage limit. The default overage limit is 115%, which allows the sum of all captures to be up to 115% of the order amount. The ability to over capture is subjected to regulatory approvals.",
  MISSING_REQUIRED_PARAMETER: "A required parameter is missing.",
  MSP_NOT_SUPPORTED: "Multiple purchase units are not supported for this operation.",
  NOT_PATCHABLE: "Cannot be patched.",
  NOT_SUPPORTED: "This field is not currently supported.",
  ORDER_ALREADY_AUTHORIZED:
    "Order already captured. If 'intent=CAPTURE' only one capture per order is allowed.",
  ORDER_ALREADY_COMPLETED: "The order cannot be patched after it is completed.",
  ORDER_CANNOT_BE_CONFIRMED: "An order with status = 'COMPLETED' cannot be confirmed again.",
  ORDER_NOT_APPROVED:
    "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call.",
  PAYER_ACTION_REQUIRED: "Transaction cannot complete successfully, instruct the buyer to return to PayPal.",
  PAYER_CANNOT_PAY: "Combination of payer and payee settings mean that this buyer cannot pay this seller.",
  PAYMENT_ALREADY_APPROVED:
    "The payment has already been approved.  Please capture the order, or create and confirm a new order with this payment source.",
  PAYPAL_REQUEST_ID_REQUIRED:
    "A PayPal-Request-Id is required if you are trying to process payment for an Order. Please specify a PayPal-Request-Id or Create the Order without a 'payment_source' specified.",
  PREVIOUSLY_CAPTURED: "Authorization has been previously captured and hence cannot be voided.",
  PREVIOUSLY_VOIDED: "Authorization has been previously voided and hence cannot be voided again.",
  PREVIOUS_REQUEST_IN_PROGRESS:
    "A previous request on this resource is currently in progress. Please wait for sometime and try again. It is best to space out the initial and the subsequent request(s) to avoid receiving this error.",
  REAUTHORIZATION_NOT_SUPPORTED:
    "A reauthorize cannot be attempted on an authorization_id that is the result of a prior reauthorization or on an authorization made on an Order saved using the `v2/orders/id/save` API.",
  REFERENCE_ID_NOT_FOUND:
    "Filter expression value is incorrect. Please check the value of the reference_id and try again.",
  REFUND_AMOUNT_EXCEEDED:
    "The refund amount must be less than or equal to the capture amount that has not yet been refunded.",
  REFUND_CAPTURE_CURRENCY_MISMATCH: "Refund must be in the same currency as the capture",
  TRANSACTION_REFUSED: "The request was refused.",
};
