import type { Answer, FieldSettings, FromFrame } from "../protocol.ts";
import { FieldFrame } from "./field-frame.ts";
import { at, neverAsked } from "./hidden-details.ts";
import { IntegrationError } from "./integration-error.ts";
import { type Listener, Listeners } from "./listeners.ts";

/** What an element has from its group; read anew at each use, since a group can be updated. */
export type GroupSettings = {
  readonly publishableKey: string;
  readonly locale: string;
  readonly appearance: unknown;
};

/** `elements.create("payment")`. Events are never told while a call of the page is running. */
export class PaymentElement {
  readonly #listeners = new Listeners();
  readonly #group: () => GroupSettings;
  readonly #leave: () => void;
  #options: object;
  #frame: FieldFrame | null = null;
  #isDestroyed = false;

  constructor(options: object, group: () => GroupSettings, leave: () => void) {
    this.#options = options;
    this.#group = group;
    this.#leave = leave;
  }

  mount(target: string | Element): void {
    this.#demandAlive();
    const node = typeof target === "string" ? document.querySelector(target) : target;
    if (!(node instanceof Element)) {
      throw new IntegrationError(
        "The selector or DOM element given to mount() applies to no DOM elements that are currently on the page.",
      );
    }
    if (this.#frame?.iframe.parentElement === node) return;
    this.unmount();
    this.#frame = new FieldFrame({
      settings: () => this.#settings(),
      hear: (news) => this.#hear(news),
      fail: () => this.#tellLoadError(),
    });
    this.#frame.open(node);
    setTimeout(() => this.#listeners.tell("loaderstart"));
  }

  unmount(): void {
    this.#frame?.close();
    this.#frame = null;
  }

  /** Frees the group's place for a payment element: React's strict mode creates, destroys and creates again. */
  destroy(): void {
    this.unmount();
    this.#isDestroyed = true;
    this.#leave();
  }

  update(options: object): this {
    this.#demandAlive();
    this.#options = { ...this.#options, ...options };
    this.refresh();
    return this;
  }

  /** Sends the frame what has changed here or in the group. */
  refresh(): void {
    this.#frame?.send({ kind: "update", settings: this.#settings() });
  }

  on(event: string, listener: Listener): this {
    this.#listeners.on(event, listener);
    return this;
  }

  once(event: string, listener: Listener): this {
    this.#listeners.once(event, listener);
    return this;
  }

  off(event: string, listener?: Listener): this {
    this.#listeners.off(event, listener);
    return this;
  }

  focus(): void {
    this.#frame?.iframe.focus();
    this.#frame?.send({ kind: "focus" });
  }

  blur(): void {
    this.#frame?.send({ kind: "blur" });
  }

  clear(): void {
    this.#frame?.send({ kind: "clear" });
  }

  /** There is one way to pay, which is always open: nothing to fold. */
  collapse(): this {
    return this;
  }

  get options(): object {
    return this.#options;
  }

  /** Asks the fields themselves; they show what is wrong. */
  validate(): Promise<Answer> {
    return this.#mounted().ask({ kind: "validate" });
  }

  /** The frame sends the card to the API and gives back the token. */
  tokenise(params: object): Promise<Answer> {
    return this.#mounted().ask({ kind: "tokenise", params });
  }

  #mounted(): FieldFrame {
    if (!this.#frame)
      throw new IntegrationError("Invalid value for elements: the payment Element is not mounted.");
    return this.#frame;
  }

  #settings(): FieldSettings {
    const never = neverAsked(this.#options);
    const country = at(this.#options, "defaultValues", "billingDetails", "address", "country");
    const postalCode = at(this.#options, "defaultValues", "billingDetails", "address", "postal_code");
    return {
      ...this.#group(),
      hidden: {
        country: never.includes("address.country"),
        postalCode: never.includes("address.postal_code"),
      },
      defaults: {
        ...(typeof country === "string" && { country }),
        ...(typeof postalCode === "string" && { postalCode }),
      },
      readOnly: at(this.#options, "readOnly") === true,
    };
  }

  #hear(news: FromFrame): void {
    switch (news.kind) {
      case "change":
        this.#listeners.tell("change", {
          complete: news.complete,
          empty: news.empty,
          collapsed: false,
          value: { type: "card" },
        });
        break;
      case "enter":
        submitFormOf(this.#frame?.iframe);
        break;
      case "ready":
      case "focus":
      case "blur":
      case "escape":
        this.#listeners.tell(news.kind);
        break;
      case "height":
      case "answer":
        break;
    }
  }

  #tellLoadError(): void {
    const message = "The payment fields could not be loaded.";
    this.#listeners.tell("loaderror", { error: { type: "api_connection_error", message } });
  }

  #demandAlive(): void {
    if (!this.#isDestroyed) return;
    throw new IntegrationError("This Element has already been destroyed. Please create a new one.");
  }
}

/** Enter in a card field does what it does in a field of the page: it presses the form's button, if it may be pressed. */
function submitFormOf(iframe: HTMLIFrameElement | undefined): void {
  const form = iframe?.closest("form");
  const button = [...(form?.elements ?? [])].find(
    (control) =>
      (control instanceof HTMLButtonElement || control instanceof HTMLInputElement) &&
      control.type === "submit",
  );
  if (button instanceof HTMLElement && !button.matches(":disabled")) button.click();
}
