import type { Answer, WireError } from "../protocol.ts";
import { demandDetails, at } from "./hidden-details.ts";
import { IntegrationError } from "./integration-error.ts";
import { PaymentElement } from "./payment-element.ts";

/** What `stripe.elements(options)` gives: at most one payment element, and the options it shares with the frame. */
export class ElementsGroup {
  readonly #publishableKey: string;
  #options: object;
  #payment: PaymentElement | null = null;
  #isSubmitted = false;

  constructor(publishableKey: string, options: object) {
    demandAmount(options);
    this.#publishableKey = publishableKey;
    this.#options = options;
  }

  create(type: string, options: object = {}): PaymentElement {
    if (type !== "payment") {
      throw new IntegrationError(
        `The sandbox's Stripe.js has only the payment Element; it was asked for "${type}".`,
      );
    }
    if (this.#payment) throw new IntegrationError("Can only create one Element of type payment.");
    this.#payment = new PaymentElement(
      options,
      () => this.#settings(),
      () => {
        this.#payment = null;
        this.#isSubmitted = false;
      },
    );
    return this.#payment;
  }

  /** By name, or by the React component that stands for it. */
  getElement(type: unknown): PaymentElement | null {
    const name = typeof type === "function" ? Reflect.get(type, "__elementType") : type;
    return name === "payment" ? this.#payment : null;
  }

  update(options: object): void {
    this.#options = { ...this.#options, ...options };
    this.#payment?.refresh();
  }

  /** Nothing about an intent changes what the fields show. */
  fetchUpdates(): Promise<object> {
    return Promise.resolve({});
  }

  /** Lets the fields check themselves and show what is wrong. */
  async submit(): Promise<{ selectedPaymentMethod: string } | { error: WireError }> {
    if (!this.#payment)
      throw new IntegrationError("elements.submit() needs a payment Element. Create and mount one first.");
    const answer = await this.#payment.validate();
    this.#isSubmitted = "value" in answer;
    return "error" in answer ? answer : { selectedPaymentMethod: "card" };
  }

  /** Throws when `submit` was not called, or when the page owes billing details. */
  async tokenise(params: object): Promise<Answer> {
    if (!this.#payment || !this.#isSubmitted) {
      throw new IntegrationError(
        "elements.submit() must be called before stripe.createConfirmationToken(). Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work.",
      );
    }
    demandDetails(this.#payment.options, at(params, "payment_method_data", "billing_details"));
    return this.#payment.tokenise(params);
  }

  #settings() {
    const locale = at(this.#options, "locale");
    return {
      publishableKey: this.#publishableKey,
      locale: typeof locale === "string" ? locale : "auto",
      appearance: plain(at(this.#options, "appearance")),
    };
  }
}

function demandAmount(options: object): void {
  if (typeof at(options, "clientSecret") === "string") return;
  const mode = at(options, "mode");
  if (mode !== "payment" && mode !== "setup" && mode !== "subscription") {
    throw new IntegrationError(
      "Invalid value for elements(): give clientSecret, or mode with amount and currency.",
    );
  }
  if (mode === "setup") return;
  if (!Number.isInteger(at(options, "amount")) || typeof at(options, "currency") !== "string") {
    throw new IntegrationError(
      `Invalid value for elements(): mode "${mode}" needs amount, in the currency's minor unit, and currency.`,
    );
  }
}

/** Only plain data can be sent to a frame. */
function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
