/** `<paypal-button type disabled>`: looks like a button, is clicked like one, and has its own look that the page cannot change. */
export class PayPalButton extends HTMLElement {
  /** Of the page, as `createInstance` was told it. */
  static locale = "en-US";
  static readonly observedAttributes = ["type", "disabled"];
  readonly #button = document.createElement("button");

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    this.#button.type = "button";
    root.append(this.#button);
  }

  /** Also for the buttons that stood in the page before it said its language. */
  static speak(locale: string): void {
    PayPalButton.locale = locale;
    for (const button of document.querySelectorAll("paypal-button"))
      if (button instanceof PayPalButton) button.#show();
  }

  connectedCallback(): void {
    this.#show();
  }

  attributeChangedCallback(): void {
    this.#show();
  }

  #show(): void {
    const language = PayPalButton.locale.startsWith("de") ? "de" : "en";
    const label = labels[language][this.getAttribute("type") ?? ""] ?? "PayPal";
    this.#button.replaceChildren(label);
    this.#button.disabled = this.hasAttribute("disabled");
  }
}

const labels: Readonly<Record<"en" | "de", Readonly<Record<string, string>>>> = {
  en: { pay: "Pay with PayPal", checkout: "PayPal Checkout", buynow: "PayPal Buy Now" },
  de: { pay: "Mit PayPal bezahlen", checkout: "PayPal-Kasse", buynow: "Jetzt mit PayPal kaufen" },
};

const style = `
:host { display: block }
:host([hidden]) { display: none }
button { width: 100%; min-height: 48px; border: 0; border-radius: 4px; background: #ffc439; color: #142c6b; font: 600 1rem/1.2 system-ui, sans-serif; cursor: pointer }
button:hover { background: #f2ba36 }
button:disabled { cursor: default; opacity: 0.6 }
button:focus-visible { outline: 2px solid #142c6b; outline-offset: 2px }
`;
