import { Stripe } from "stripe";
import { type ContractFault, provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { createStripeProvider } from "./stripe-provider.ts";

const secretKey = "sk_test_sandbox";
const cards = { ok: "pm_card_visa", decline: "pm_card_visa_chargeDeclinedInsufficientFunds", challenge: "" };

/** The contract's faults in the words of the sandbox's switches. A reset takes two: the SDK asks once more. */
const switches: Partial<Record<ContractFault, { readonly mode: string; readonly remaining?: number }>> = {
  hang: { mode: "accept-then-hang" },
  reset: { mode: "accept-then-reset", remaining: 2 },
  "http-500": { mode: "accept-then-error" },
  "cut-body": { mode: "partial-body" },
  "request-lost": { mode: "refuse", remaining: 2 },
  "rate-limited": { mode: "throttle" },
};

provideContract(
  "Stripe's adapter over the sandbox",
  async () => {
    const sandbox = await startSandbox("stripe");
    const settings = { secretKey, webhookSecret: "whsec_sandbox", timeoutMs: 1_500 };
    const { hostname, port } = new URL(sandbox.url);
    const stripe = new Stripe(secretKey, { host: hostname, port: Number(port), protocol: "http" });
    return {
      provider: createStripeProvider({ ...settings, apiUrl: sandbox.url }),
      unreachable: createStripeProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      instrument: async (does) => {
        const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: cards[does] });
        return { provider: "stripe", confirmationToken: token.id };
      },
      befall: async (fault) => {
        const { mode = "", remaining = 1 } = switches[fault] ?? {};
        await sandbox.switchOn(mode, remaining);
      },
      answerChallenge: async () => null,
      stop: sandbox.stop,
    };
  },
  { faults: Object.keys(switches) as ContractFault[], challenges: false, reads: true, last4: "4242" },
);
