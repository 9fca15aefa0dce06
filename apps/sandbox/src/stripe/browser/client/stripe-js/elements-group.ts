import type { Answer, WireError } from "../protocol.ts";
import { ExpressCheckoutElement } from "./express-checkout-element.ts";
import { demandDetails, at } from "./hidden-details.ts";
import { IntegrationError } from "./integration-error.ts";
import { PaymentElement } from "./payment-element.ts";

/** What `stripe.elements(options)` gives: at most one element of each type, and the options they share with their frames. */
export class ElementsGroup {
  readonly #publishableKey: string;
  #options: object;
  #payment: PaymentElement | null = null;
  #express: ExpressCheckoutElement | null = null;
  #isSubmitted = false;

  constructor(publishableKey: string, options: object) {
    demandAmount(options);
    this.#publishableKey = publishableKey;
    this.#options = options;
  }

  create(type: string, options: object = {}): PaymentElement | ExpressCheckoutElement {
    if (type !== "payment" && type !== "expressCheckout") {
      throw new IntegrationError(
        `The sandbox's Stripe.js has only the payment and expressCheckout Elements; it was asked for "${type}".`,
      );
    }
    if (this.getElement(type)) throw new IntegrationError(`Can only create one Element of type ${type}.`);
    return type === "payment" ? this.#createPayment(options) : this.#createExpress(options);
  }

  #createPayment(options: object): PaymentElement {
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

  #createExpress(options: object): ExpressCheckoutElement {
    this.#express = new ExpressCheckoutElement(
      options,
      () => ({ ...this.#settings(), ...amountOf(this.#options) }),
      () => {
        this.#express = null;
        this.#isSubmitted = false;
      },
    );
    return this.#express;
  }

  /** By name, or by the React component that stands for it. */
  getElement(type: unknown): PaymentElement | ExpressCheckoutElement | null {
    const name = typeof type === "function" ? Reflect.get(type, "__elementType") : type;
    if (name === "expressCheckout") return this.#express;
    return name === "payment" ? this.#payment : null;
  }

  update(options: object): void {
    this.#options = { ...this.#options, ...options };
    this.#payment?.refresh();
    this.#express?.refresh();
  }

  /** Nothing about an intent changes what the fields show. */
  fetchUpdates(): Promise<object> {
    return Promise.resolve({});
  }

  /** Lets the fields check themselves and show what is wrong; a wallet has nothing to check. */
  async submit(): Promise<{ selectedPaymentMethod: string } | { error: WireError }> {
    const means = this.#means;
    if (!means) {
      throw new IntegrationError(
        "elements.submit() needs a payment or expressCheckout Element. Create and mount one first.",
      );
    }
    const answer = await means.validate();
    this.#isSubmitted = "value" in answer;
    return "error" in answer ? answer : { selectedPaymentMethod: "card" };
  }

  /** Throws when `submit` was not called, or when the page owes billing details. */
  async tokenise(params: object): Promise<Answer> {
    const means = this.#means;
    if (!means || !this.#isSubmitted) {
      throw new IntegrationError(
        "elements.submit() must be called before stripe.createConfirmationToken(). Call elements.submit() as soon as your customer presses pay, prior to any asynchronous work.",
      );
    }
    if (means === this.#payment)
      demandDetails(means.options, at(params, "payment_method_data", "billing_details"));
    return means.tokenise(params);
  }

  /** What is paid with: a wallet the shopper has just agreed in, or else the fields. */
  get #means(): PaymentElement | ExpressCheckoutElement | null {
    return this.#express?.isAgreed === true ? this.#express : (this.#payment ?? this.#express);
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

function amountOf(options: object): { readonly amount: number; readonly currency: string } {
  const [amount, currency] = [at(options, "amount"), at(options, "currency")];
  if (typeof amount === "number" && typeof currency === "string") return { amount, currency };
  throw new IntegrationError(
    "The sandbox's expressCheckout Element shows what is to be paid: give elements() amount and currency.",
  );
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
