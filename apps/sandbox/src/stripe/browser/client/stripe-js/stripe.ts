import { at } from "./hidden-details.ts";
import { ElementsGroup } from "./elements-group.ts";
import { IntegrationError } from "./integration-error.ts";
import { handleNextAction } from "./next-action.ts";
import { readIntent } from "./read-intent.ts";

/** Calls of Stripe.js that the loader or React look for, or that a page may try, and the sandbox does not have. */
const absent = [
  "confirmPayment",
  "confirmSetup",
  "confirmCardPayment",
  "confirmCardSetup",
  "createPaymentMethod",
  "createToken",
  "createSource",
  "handleCardAction",
  "retrieveSetupIntent",
  "paymentRequest",
  "initCheckoutElementsSdk",
];

/** The object behind `Stripe("pk_…")`, as far as elements with a deferred intent need it. */
export function createStripe(publishableKey: string) {
  return {
    ...Object.fromEntries(absent.map((name) => [name, refusal(name)])),
    elements: (options: object = {}) => new ElementsGroup(publishableKey, options),
    createConfirmationToken: async ({ elements, params = {} }: { elements?: unknown; params?: object }) => {
      const answer = await groupOf(elements).tokenise(params);
      return "error" in answer ? answer : { confirmationToken: answer.value };
    },
    handleNextAction: async (options: unknown) =>
      handleNextAction(publishableKey, secretIn(at(options, "clientSecret"))),
    retrievePaymentIntent: async (clientSecret: unknown) => {
      const answer = await readIntent(publishableKey, secretIn(clientSecret));
      return "error" in answer ? answer : { paymentIntent: answer.intent };
    },
    registerAppInfo: () => {},
    _registerWrapper: () => {},
  };
}

function refusal(name: string): () => Promise<never> {
  return () =>
    Promise.reject(
      new IntegrationError(
        `stripe.${name}() is not in the sandbox's Stripe.js. Use stripe.createConfirmationToken() and confirm on the server.`,
      ),
    );
}

function groupOf(elements: unknown): ElementsGroup {
  if (elements instanceof ElementsGroup) return elements;
  throw new IntegrationError(
    "Invalid value for createConfirmationToken(): elements should be the object that stripe.elements() gave.",
  );
}

function secretIn(value: unknown): string {
  if (typeof value === "string") return value;
  throw new IntegrationError(
    "Invalid value for clientSecret: it should be a string of the form ${id}_secret_${secret}.",
  );
}
