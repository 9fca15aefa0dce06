import { randomUUID } from "node:crypto";
import type { AdyenInstrument } from "../../../payment-method.ts";

/** A card as adyen-web would hand it over; `number` is one of Adyen's test cards, or stands for none where nobody reads it. */
export function adyenCard({
  number = "",
  holderName,
}: {
  number?: string;
  holderName: string;
}): AdyenInstrument {
  return {
    provider: "adyen",
    card: {
      encryptedCardNumber: `test_${number || randomUUID()}`,
      encryptedExpiryMonth: "test_03",
      encryptedExpiryYear: "test_2030",
      encryptedSecurityCode: "test_737",
      holderName,
    },
    browserInfo: {
      acceptHeader: "*/*",
      colorDepth: 24,
      javaEnabled: false,
      language: "en-GB",
      screenHeight: 800,
      screenWidth: 1280,
      timeZoneOffset: 0,
      userAgent: "test",
    },
  };
}
