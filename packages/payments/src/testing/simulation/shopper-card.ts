import type { Decline } from "../../outcome.ts";
import type { ActionResult, Instrument, ShopperAction } from "../../payment-method.ts";
import type { ProviderName } from "../../provider.ts";

/** How a bank treats a card: what the shopper holds is written in the instrument, for the stand-ins only. */
export const behaviours = [
  "ok",
  "decline",
  "hard",
  "soft",
  "challenge",
  "challenge-failed",
  "challenge-left",
] as const;
export type Behaviour = (typeof behaviours)[number];

/** Whether the payer would pass at a provider that is well. */
export function isPayable(behaviour: Behaviour): boolean {
  return behaviour === "ok" || behaviour === "soft" || behaviour === "challenge";
}

export function instrumentOf(provider: ProviderName, behaviour: Behaviour, number: number): Instrument {
  const token = `${behaviour}.${number}`;
  switch (provider) {
    case "stripe":
      return { provider, confirmationToken: token };
    case "paypal":
      return { provider, tap: token };
    case "adyen":
      return {
        provider,
        card: {
          encryptedCardNumber: token,
          encryptedExpiryMonth: "",
          encryptedExpiryYear: "",
          encryptedSecurityCode: "",
        },
        browserInfo: {
          acceptHeader: "*/*",
          colorDepth: 24,
          javaEnabled: false,
          language: "en-GB",
          screenHeight: 900,
          screenWidth: 1440,
          timeZoneOffset: 0,
          userAgent: "simulated",
        },
      };
  }
}

/** What the browser brings back from an action of the simulated three; null where the provider's script tells it. */
export function resultOf(action: ShopperAction): ActionResult | null {
  switch (action.provider) {
    case "stripe":
      return null;
    case "adyen":
      return { provider: "adyen", details: { threeDSResult: "done" } };
    case "paypal":
      return { provider: "paypal", orderId: action.orderId };
  }
}

export function behaviourOf(instrument: Instrument): Behaviour {
  const token = tokenOf(instrument).split(".")[0];
  const behaviour = behaviours.find((name) => name === token);
  if (!behaviour) throw new Error(`No card behaves like "${token}"`);
  return behaviour;
}

function tokenOf(instrument: Instrument): string {
  switch (instrument.provider) {
    case "stripe":
      return instrument.confirmationToken;
    case "adyen":
      return instrument.card.encryptedCardNumber;
    case "paypal":
      return instrument.tap;
  }
}

export function declineOf(behaviour: Behaviour): Decline {
  const soft = behaviour === "soft";
  const hard = behaviour === "hard";
  return {
    class: soft ? "authentication-required" : hard ? "hard" : "generic",
    code: `simulated_${behaviour}`,
    mayRetry: !hard,
    mayStepUp: soft,
    mayGoElsewhere: behaviour === "decline",
    shopperMessage: "try-another-card",
    operatorMessage: "The simulated bank declined.",
  };
}
