import { PayPalButton } from "./paypal-button.ts";
import { sandboxError } from "./sandbox-error.ts";
import { createSession } from "./session.ts";

/** `window.paypal` of version 6: as much of it as a wallet button needs. Everything else is refused by its name. */
async function createInstance(options: {
  readonly clientId?: unknown;
  readonly clientToken?: unknown;
  readonly components?: readonly string[];
  readonly locale?: string;
}) {
  const { clientId, clientToken, components = [] } = options;
  if (typeof clientId !== "string" && typeof clientToken !== "string") {
    throw sandboxError("ERR_DEV", "createInstance() needs a clientId or a clientToken.");
  }
  const unknown = components.find((component) => component !== "paypal-payments");
  if (unknown !== undefined) {
    throw sandboxError("ERR_SANDBOX", `The component "${unknown}" is not in the sandbox's PayPal.`);
  }
  if (options.locale !== undefined) PayPalButton.speak(options.locale);
  const eligible = {
    isEligible: (method: string) => method === "paypal",
    getDetails: (method: string) => {
      throw sandboxError("ERR_SANDBOX", `The sandbox's PayPal tells no details of ${method}.`);
    },
  };
  return {
    createPayPalOneTimePaymentSession: createSession,
    findEligibleMethods: async () => eligible,
    hydrateEligibleMethods: () => eligible,
    updateLocale: () => undefined,
  };
}

if (!customElements.get("paypal-button")) customElements.define("paypal-button", PayPalButton);
Object.assign(window, { paypal: { version: "6.0.0", createInstance } });
