import { Types } from "@adyen/api-library";
import type { Authentication } from "../../provider.ts";

const { AuthenticationData, PaymentRequest, ThreeDS2RequestFields, ThreeDSRequestData } = Types.checkout;

type Wire = Pick<
  Types.checkout.PaymentRequest,
  | "additionalData"
  | "authenticationData"
  | "recurringProcessingModel"
  | "shopperInteraction"
  | "threeDS2RequestData"
>;

/**
 * What is asked of the bank's authentication, in the fields of Checkout v72. Values of `additionalData` are always text.
 * An exemption goes straight to authorisation, without authentication; refused, it comes back as refusal 38.
 */
export function adyenAuthentication({ ask, exemption, initiator }: Authentication): Wire {
  if (initiator !== undefined) return withoutShopper(initiator);
  return {
    shopperInteraction: PaymentRequest.ShopperInteractionEnum.Ecommerce,
    ...(exemption !== null && { additionalData: { scaExemption: exemptions[exemption] } }),
    authenticationData: authenticationDataOf(ask),
    // 04: a challenge is mandated.
    ...(ask === "challenge" && {
      threeDS2RequestData: {
        threeDSRequestorChallengeInd: ThreeDS2RequestFields.ThreeDSRequestorChallengeIndEnum["_04"],
      },
    }),
  };
}

const exemptions = {
  "low-value": "lowValue",
  "transaction-risk-analysis": "transactionRiskAnalysis",
  "trusted-beneficiary": "trustedBeneficiary",
  "secure-corporate": "secureCorporate",
} as const;

function authenticationDataOf(ask: Authentication["ask"]): Types.checkout.AuthenticationData {
  const { Always, Never } = AuthenticationData.AttemptAuthenticationEnum;
  return {
    ...(ask === "none" && { attemptAuthentication: Never }),
    ...((ask === "authenticate" || ask === "challenge") && { attemptAuthentication: Always }),
    threeDSRequestData: {
      nativeThreeDS: ThreeDSRequestData.NativeThreeDSEnum.Preferred,
      ...(ask === "data-only" && { dataOnly: ThreeDSRequestData.DataOnlyEnum.True }),
    },
  };
}

/** Nobody is there to be authenticated, and marking the payment so is what keeps it out of scope. */
function withoutShopper(initiator: NonNullable<Authentication["initiator"]>): Wire {
  const { Moto, ContAuth } = PaymentRequest.ShopperInteractionEnum;
  if (initiator === "mail-or-phone") return { shopperInteraction: Moto };
  const { Subscription, UnscheduledCardOnFile } = PaymentRequest.RecurringProcessingModelEnum;
  return {
    shopperInteraction: ContAuth,
    recurringProcessingModel: initiator === "unscheduled" ? UnscheduledCardOnFile : Subscription,
  };
}
