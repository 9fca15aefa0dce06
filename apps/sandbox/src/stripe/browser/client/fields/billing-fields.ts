import { browserLanguage } from "./browser-language.ts";
import { asksPostalCode, countriesIn, likelyCountry } from "./countries.ts";
import { Field, textInput } from "./field.ts";
import type { Problem, Texts } from "./texts.ts";

/** Country and, where banks compare it, postal code: only where the shop does not ask for them itself. */
export class BillingFields {
  readonly country = new Field("country", document.createElement("select"));
  readonly postalCode = new Field(
    "postal-code",
    textInput({ name: "postal-code", autocomplete: "billing postal-code", autocapitalize: "characters" }),
  );
  #hidden = { country: false, postalCode: false };

  constructor(edited: (field: Field<HTMLInputElement | HTMLSelectElement>) => void) {
    this.country.control.autocomplete = "billing country";
    this.country.control.addEventListener("change", () => {
      this.#arrange();
      edited(this.country);
    });
    this.postalCode.control.addEventListener("input", () => {
      this.#arrange();
      edited(this.postalCode);
    });
  }

  get address(): Readonly<Record<string, string>> {
    return {
      ...(this.country.isShown && { country: this.country.control.value }),
      ...(this.postalCode.isShown && { postal_code: this.postalCode.control.value.trim() }),
    };
  }

  get problem(): Problem | null {
    return this.postalCode.isShown && this.postalCode.control.value.trim().length < 3
      ? "incomplete_zip"
      : null;
  }

  speak(
    texts: Texts,
    {
      hidden,
      defaults,
    }: {
      hidden: { country: boolean; postalCode: boolean };
      defaults: { country?: string; postalCode?: string };
    },
  ): void {
    this.#hidden = hidden;
    this.country.label = texts.country;
    this.postalCode.label = texts.postalCode;
    const { control } = this.country;
    const chosen = control.value || (defaults.country ?? likelyCountry(browserLanguage(), texts.language));
    control.replaceChildren(...countriesIn(texts.language).map(({ code, name }) => new Option(name, code)));
    control.value = chosen;
    if (this.postalCode.control.value === "") this.postalCode.control.value = defaults.postalCode ?? "";
    this.#arrange();
  }

  clear(): void {
    this.postalCode.control.value = "";
    this.postalCode.error = null;
    this.#arrange();
  }

  #arrange(): void {
    this.country.isShown = !this.#hidden.country;
    this.country.mark({ isEmpty: false, isComplete: true });
    this.postalCode.isShown =
      !this.#hidden.postalCode && !this.#hidden.country && asksPostalCode(this.country.control.value);
    this.postalCode.mark({
      isEmpty: this.postalCode.control.value === "",
      isComplete: this.problem === null,
    });
  }
}
