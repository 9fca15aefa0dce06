import { editDigits } from "../../../../stripe/browser/client/fields/edit-digits.ts";
import { adyenBrand, type Kind, kinds } from "./kinds.ts";

type Message = Readonly<Record<string, unknown>>;
type Tell = (news: Message) => void;

/** The field's text and what the page is told of it: whether it is good, never what it is. */
export class SecuredField {
  readonly #input: HTMLInputElement;
  readonly #kind: Kind;
  readonly #fieldType: string;
  readonly #tell: (action: string, more?: Message) => void;
  #digits = "";
  #brand = "card";
  #isGood = false;

  static open(input: HTMLInputElement, config: Message, send: Tell): SecuredField | undefined {
    const fieldType = text(config["fieldType"]);
    const kind = kinds[fieldType];
    if (!kind) return undefined;
    const { numKey } = config;
    const field = new SecuredField(input, kind, fieldType, (action, more = {}) =>
      send({ action, fieldType, numKey, ...more }),
    );
    dress(input, kind, fieldType, config);
    // What was said before the page knows of the frame would be lost on it.
    input.disabled = false;
    field.#tell("config");
    return field;
  }

  private constructor(
    input: HTMLInputElement,
    kind: Kind,
    fieldType: string,
    tell: (action: string, more?: Message) => void,
  ) {
    this.#input = input;
    this.#kind = kind;
    this.#fieldType = fieldType;
    this.#tell = tell;
    input.addEventListener("input", (event) =>
      this.#take(event instanceof InputEvent ? event.inputType : ""),
    );
    input.addEventListener("focus", () => tell("focus", { focus: true, numChars: input.value.length }));
    input.addEventListener("blur", () => this.#leave());
    input.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") tell("enterKeyPressed");
    });
  }

  /** What the page says later; whatever is not known is left. */
  obey(order: Message): void {
    if (order["focus"] === true) this.#input.focus();
    if (this.#fieldType === "encryptedSecurityCode" && typeof order["brand"] === "string") {
      this.#brand = order["brand"];
      if (this.#digits !== "") void this.#judge();
    }
    if (order["externalValidation"] === true && this.#digits === "") {
      this.#complain(text(order["code"]) || this.#kind.emptyCode);
    }
  }

  #take(inputType: string): void {
    const input = this.#input;
    const {
      digits,
      text: shown,
      caret,
    } = editDigits(this.#kind.format, {
      before: this.#digits,
      text: input.value,
      caret: input.selectionStart ?? input.value.length,
      inputType,
    });
    this.#digits = digits;
    if (input.value !== shown) input.value = shown;
    input.setSelectionRange(caret, caret);
    if (this.#fieldType === "encryptedCardNumber") this.#tellBrand();
    void this.#judge();
  }

  #tellBrand(): void {
    this.#brand = adyenBrand(this.#digits);
    this.#tell("brand", {
      brand: this.#brand,
      cvcPolicy: "required",
      expiryDatePolicy: "required",
      showSocialSecurityNumber: false,
    });
    this.#tell("binValue", { binValue: this.#digits.slice(0, 6) });
  }

  async #judge(): Promise<void> {
    const digits = this.#digits;
    if (this.#kind.judge(digits, this.#brand) !== null) {
      // A whole field that is whole no more takes its encryption back.
      if (this.#isGood) this.#complain("");
      this.#isGood = false;
      return;
    }
    const parts = Object.entries(this.#kind.parts(digits));
    const sealed = await Promise.all(
      parts.map(async ([encryptedFieldName, value]) => ({ encryptedFieldName, blob: await seal(value) })),
    );
    if (digits !== this.#digits) return;
    this.#isGood = true;
    const isNumber = this.#fieldType === "encryptedCardNumber";
    this.#tell("encryption", {
      [this.#fieldType]: sealed,
      ...(isNumber && { endDigits: digits.slice(-4), issuerBin: digits.slice(0, 6) }),
      ...(this.#fieldType === "encryptedExpiryDate" && { type: "year" }),
    });
  }

  #leave(): void {
    this.#tell("focus", { focus: false, numChars: this.#input.value.length });
    if (this.#digits === "") return;
    const problem = this.#kind.judge(this.#digits, this.#brand);
    if (problem !== null) this.#complain(problem);
  }

  #complain(error: string): void {
    this.#isGood = false;
    this.#input.setAttribute("aria-invalid", String(error !== ""));
    this.#tell(error === "cc.num.902" ? "luhnCheck" : "incomplete field", { error });
  }
}

/** Adyen's page encrypts in the frame; here the frame asks its own server, and nobody else hears of it. */
async function seal(value: string): Promise<string> {
  const answer = await fetch("/checkoutshopper/seal", { method: "POST", body: JSON.stringify({ value }) });
  const { blob } = (await answer.json()) as { blob: string };
  return blob;
}

function dress(input: HTMLInputElement, kind: Kind, fieldType: string, config: Message): void {
  const look = record(config["iframeUIConfig"]);
  const aria = record(look["ariaConfig"]);
  const own = record(aria[fieldType]);
  input.autocomplete = kind.autocomplete as AutoFill;
  input.setAttribute("aria-label", text(own["label"]) || text(aria["label"]) || kind.label);
  input.placeholder = text(record(look["placeholders"])[fieldType]);
  document.documentElement.lang = text(aria["lang"]) || "en";
  const { base = {} } = record(look["sfStyles"]) as { base?: unknown };
  for (const [name, value] of Object.entries(record(base))) {
    if (harmless.has(name) && typeof value === "string") input.style.setProperty(hyphenated(name), value);
  }
}

/** What a shop may say of the looks. */
const harmless = new Set([
  "color",
  "fontSize",
  "fontFamily",
  "fontWeight",
  "lineHeight",
  "letterSpacing",
  "background",
]);

function hyphenated(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function record(value: unknown): Message {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
