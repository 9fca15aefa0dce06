import { randomUUID } from "node:crypto";
import { CheckoutAPI, Client, EnvironmentEnum } from "@adyen/api-library";

/** What was said on the wire, for tests that hold it against Adyen's published schema. */
export type Exchange = {
  readonly path: string;
  readonly status: number;
  readonly request: unknown;
  readonly answer: unknown;
  readonly headers: Headers;
};

/** The official library, speaking to a stand-in: it has no option for that, so its HTTP client is ours. */
export function checkoutClient(url: string, apiKey = "sandbox-adyen-api-key") {
  const exchanges: Exchange[] = [];
  const client = new Client(
    { apiKey, environment: EnvironmentEnum.TEST },
    {
      request: async (endpoint, json, _config, _needsKey, options) => {
        const path = new URL(endpoint).pathname.replace(/^\/v72/, "");
        const response = await fetch(`${url}/v72${path}`, {
          method: "POST",
          body: String(json),
          headers: {
            "content-type": "application/json",
            "x-api-key": apiKey,
            ...(options?.idempotencyKey && { "idempotency-key": options.idempotencyKey }),
          },
        });
        const text = await response.text();
        const { status, headers } = response;
        exchanges.push({
          path,
          status,
          request: JSON.parse(String(json)),
          answer: JSON.parse(text),
          headers,
        });
        if (!response.ok) throw new Error(text);
        return text;
      },
    },
  );
  const { PaymentsApi: payments, ModificationsApi: modifications } = new CheckoutAPI(client);
  return { payments, modifications, exchanges };
}

/** A card payment of 49 €, as the till would ask for it. */
export function cardPayment(change: object = {}) {
  return {
    merchantAccount: "SandboxECOM",
    reference: randomUUID(),
    amount: { value: 4_900, currency: "EUR" },
    returnUrl: "https://shop.example/back",
    paymentMethod: {
      type: "scheme",
      encryptedCardNumber: "test_4111111111111111",
      encryptedExpiryMonth: "test_03",
      encryptedExpiryYear: "test_2030",
      encryptedSecurityCode: "test_737",
      holderName: "Ada Lovelace",
    },
    ...change,
  } as never;
}

/** The same with another card or another name on it. */
export function cardNamed(holderName: string, number = "4111111111111111") {
  return cardPayment({
    paymentMethod: {
      type: "scheme",
      encryptedCardNumber: `test_${number}`,
      encryptedExpiryMonth: "test_03",
      encryptedExpiryYear: "test_2030",
      encryptedSecurityCode: "test_737",
      holderName,
    },
  });
}

/** What a browser that can show a native challenge adds. */
export const nativeBrowser = {
  authenticationData: { attemptAuthentication: "always", threeDSRequestData: { nativeThreeDS: "preferred" } },
  channel: "Web",
  origin: "https://shop.example",
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
