import type { Answer, FieldSettings, FromFrame } from "../protocol.ts";
import type { ElementFrame, FramePage } from "./element-frame.ts";
import { FramedElement } from "./framed-element.ts";
import { at, neverAsked } from "./hidden-details.ts";
import { IntegrationError } from "./integration-error.ts";

/** What an element has from its group; read anew at each use, since a group can be updated. */
export type GroupSettings = {
  readonly publishableKey: string;
  readonly locale: string;
  readonly appearance: unknown;
};

const page: FramePage = {
  name: "payment",
  title: "Secure payment input frame",
  heightPixels: 170,
  overhangPixels: 4,
};

/** `elements.create("payment")`. */
export class PaymentElement extends FramedElement<FieldSettings> {
  readonly #group: () => GroupSettings;

  constructor(options: object, group: () => GroupSettings, leave: () => void) {
    super(page, options, leave);
    this.#group = group;
  }

  clear(): void {
    this.frame?.send({ kind: "clear" });
  }

  /** There is one way to pay, which is always open: nothing to fold. */
  collapse(): this {
    return this;
  }

  /** Asks the fields themselves; they show what is wrong. */
  validate(): Promise<Answer> {
    return this.#mounted().ask({ kind: "validate" });
  }

  /** The frame sends the card to the API and gives back the token. */
  tokenise(params: object): Promise<Answer> {
    return this.#mounted().ask({ kind: "tokenise", params });
  }

  #mounted(): ElementFrame<FieldSettings> {
    if (!this.frame)
      throw new IntegrationError("Invalid value for elements: the payment Element is not mounted.");
    return this.frame;
  }

  protected override settings(): FieldSettings {
    const never = neverAsked(this.options);
    const country = at(this.options, "defaultValues", "billingDetails", "address", "country");
    const postalCode = at(this.options, "defaultValues", "billingDetails", "address", "postal_code");
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
      readOnly: at(this.options, "readOnly") === true,
    };
  }

  protected override hear(news: FromFrame): void {
    switch (news.kind) {
      case "change":
        this.listeners.tell("change", {
          complete: news.complete,
          empty: news.empty,
          collapsed: false,
          value: { type: "card" },
        });
        break;
      case "enter":
        submitFormOf(this.frame?.iframe);
        break;
      case "ready":
      case "focus":
      case "blur":
      case "escape":
        this.listeners.tell(news.kind);
        break;
      case "height":
      case "answer":
      case "wallet":
      case "pressed":
      case "agreed":
      case "closed":
        break;
    }
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
