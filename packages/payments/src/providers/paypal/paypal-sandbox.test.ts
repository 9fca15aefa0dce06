import { type ContractFault, provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { createPayPalProvider } from "./paypal-provider.ts";
import { walletAbilities, walletUnderTest } from "./testing/wallet-under-test.ts";

/** The contract's faults in the words of the sandbox's switches. */
const switches: Partial<Record<ContractFault, string>> = {
  hang: "accept-then-hang",
  reset: "accept-then-reset",
  "http-500": "accept-then-error",
  "cut-body": "partial-body",
  "request-lost": "refuse",
  "rate-limited": "throttle",
};

provideContract(
  "PayPal's adapter over the sandbox",
  async () => {
    const sandbox = await startSandbox("paypal");
    const settings = {
      clientId: "paypal-sandbox-client",
      clientSecret: "paypal-sandbox-secret",
      webhookId: "SANDBOXWEBHOOK1",
      timeoutMs: 1_500,
    };
    const system = {
      approve: async (token: string, funding: string) => {
        const body = new URLSearchParams({ token, outcome: "approved", funding });
        await fetch(`${sandbox.url}/checkoutnow`, { method: "POST", body, redirect: "manual" });
      },
      befall: async (fault: ContractFault) => void (await sandbox.switchOn(switches[fault] ?? "")),
    };
    return {
      ...walletUnderTest(createPayPalProvider({ ...settings, apiUrl: sandbox.url }), system),
      unreachable: createPayPalProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      stop: sandbox.stop,
    };
  },
  { faults: Object.keys(switches) as ContractFault[], ...walletAbilities },
);
