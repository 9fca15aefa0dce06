import { adyenCard } from "../../../providers/adyen/testing/instrument.ts";
import type { ActionResult, Instrument, ShopperAction } from "../../../payment-method.ts";
import type { ProviderName } from "../../../provider.ts";
import { type Behaviour, isPayable } from "../shopper-card.ts";
import type { Banks } from "../simulated-shopper.ts";
import { type StandIns, stripeKey } from "./stand-ins.ts";

/** Published test cards (docs.stripe.com/testing, docs.adyen.com "Testing result codes") that behave so. */
const stripeCards: Readonly<Record<Behaviour, string>> = {
  ok: "pm_card_visa",
  decline: "pm_card_visa_chargeDeclinedInsufficientFunds",
  hard: "pm_card_visa_chargeDeclinedStolenCard",
  soft: "pm_card_authenticationRequired",
  challenge: "pm_card_threeDSecure2Required",
  "challenge-failed": "pm_card_threeDSecure2Required",
  "challenge-left": "pm_card_threeDSecure2Required",
};
const plain = "4111111111111111";
const challenged = "4917610000000000";
const adyenCards: Readonly<Record<Behaviour, { readonly number: string; readonly holderName: string }>> = {
  ok: { number: plain, holderName: "Ada Lovelace" },
  decline: { number: plain, holderName: "NOT_ENOUGH_BALANCE" },
  hard: { number: plain, holderName: "BLOCK_CARD" },
  soft: { number: plain, holderName: "AUTHENTICATION_REQUIRED" },
  challenge: { number: challenged, holderName: "Ada Lovelace" },
  "challenge-failed": { number: challenged, holderName: "Ada Lovelace" },
  "challenge-left": { number: challenged, holderName: "Ada Lovelace" },
};

/** One shopper's cards and wallets at the stand-ins, and the pages on which their banks ask. */
export function standInBanks(standIns: StandIns): Banks {
  /** How the means behaves that an action was last asked for. */
  let held: Behaviour = "ok";

  async function instrument(
    provider: ProviderName,
    behaviour: Behaviour,
    number: number,
  ): Promise<Instrument> {
    held = behaviour;
    switch (provider) {
      case "stripe":
        return { provider, confirmationToken: await stripeToken(standIns, stripeCards[behaviour]) };
      case "adyen": {
        const { card, ...rest } = adyenCard(adyenCards[behaviour]);
        // Encryption is salted, so no two are alike; the stand-in lets the security code be anything.
        return { ...rest, card: { ...card, encryptedSecurityCode: `test_${number}` } };
      }
      case "paypal":
        return { provider, tap: `${behaviour}.${number}` };
    }
  }

  return {
    instrument,
    challenge: ({ action }) => ({ answer: () => answer(standIns, action, isPayable(held)) }),
  };
}

async function stripeToken({ stripe }: StandIns, method: string): Promise<string> {
  const response = await post(`${stripe.url}/v1/test_helpers/confirmation_tokens`, {
    payment_method: method,
  });
  const { id } = (await response.json()) as { id?: string };
  if (id === undefined) throw new Error(`the sandbox made no token: ${response.status}`);
  return id;
}

/** Presses what the bank's or the wallet's page shows. */
async function answer(
  { stripe, adyen, paypal }: StandIns,
  action: ShopperAction,
  passes: boolean,
): Promise<ActionResult | null> {
  switch (action.provider) {
    case "stripe": {
      const { clientSecret } = action;
      await post(`${stripe.url}/3ds/done`, {
        payment_intent: clientSecret.split("_secret_")[0] ?? "",
        client_secret: clientSecret,
        outcome: passes ? "authenticated" : "failed",
        origin: "http://localhost:3000",
      });
      return null;
    }
    case "adyen": {
      const { paymentData: name } = action.action;
      if (typeof name !== "string") throw new Error("the stand-in's action has no paymentData");
      await post(`${adyen.url}/acs/answer`, { name, password: passes ? "password" : "wrong" });
      const result = { transStatus: passes ? "Y" : "N", authorisationToken: name };
      const threeDSResult = Buffer.from(JSON.stringify(result)).toString("base64");
      return { provider: "adyen", details: { threeDSResult } };
    }
    case "paypal": {
      const { orderId } = action;
      const funding = passes ? "accepted" : "declined";
      await post(`${paypal.url}/checkoutnow`, { token: orderId, outcome: "approved", funding });
      return { provider: "paypal", orderId };
    }
  }
}

function post(url: string, form: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: { authorization: `Bearer ${stripeKey}` },
    redirect: "manual",
  });
}
