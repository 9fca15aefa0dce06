import { brandMark, codeMark, welcomed } from "./brand-marks.ts";
import { type Brand, brandOf, unknownBrand } from "./card-brand.ts";
import { groupNumber, judgeNumber, numberDigits } from "./card-number.ts";
import { DigitField } from "./digit-field.ts";
import { expiryDigits, judgeExpiry, readExpiry, writeExpiry } from "./expiry.ts";
import type { Problem, Texts } from "./texts.ts";

export type TypedCard = {
  readonly number: string;
  readonly month: number;
  readonly year: number;
  readonly code: string;
};

/** Number, expiry and security code, which know of each other: the brand decides how long the code is. */
export class CardFields {
  readonly number: DigitField;
  readonly expiry: DigitField;
  readonly code: DigitField;
  readonly #brands = document.createElement("span");
  readonly #codePicture = document.createElement("span");
  readonly #edited: (field: DigitField) => void;
  #texts: Texts;
  #brand: Brand | null = null;

  constructor(texts: Texts, edited: (field: DigitField) => void) {
    this.#texts = texts;
    this.#edited = edited;
    this.number = new DigitField({
      name: "number",
      autocomplete: "cc-number",
      format: { read: numberDigits, write: groupNumber },
      judge: judgeNumber,
      edited: (isFinished) =>
        this.#after(this.number, isFinished && this.#isNumberFull() ? this.expiry : null),
    });
    this.expiry = new DigitField({
      name: "expiry",
      autocomplete: "cc-exp",
      format: { read: expiryDigits, write: writeExpiry },
      judge: (digits) => judgeExpiry(digits, new Date()),
      edited: (isFinished) => this.#after(this.expiry, isFinished ? this.code : null),
    });
    this.code = new DigitField({
      name: "cvc",
      autocomplete: "cc-csc",
      format: {
        read: (text) => text.replace(/\D/g, "").slice(0, this.#codeLength),
        write: (digits) => digits,
      },
      judge: (digits) => (digits.length === this.#codeLength ? null : "incomplete_cvc"),
      edited: () => this.#after(this.code, null),
    });
    this.#brands.className = "Marks";
    this.#codePicture.className = "Marks";
    this.number.box.append(this.#brands);
    this.code.box.append(this.#codePicture);
    this.speak(texts);
  }

  get all(): readonly DigitField[] {
    return [this.number, this.expiry, this.code];
  }

  get card(): TypedCard {
    return { number: this.number.digits, ...readExpiry(this.expiry.digits), code: this.code.digits };
  }

  speak(texts: Texts): void {
    this.#texts = texts;
    this.number.label = texts.number;
    this.number.control.placeholder = "1234 1234 1234 1234";
    this.expiry.label = texts.expiry;
    this.expiry.control.placeholder = texts.expiryPlaceholder;
    this.code.label = texts.code;
    this.code.control.placeholder = texts.codePlaceholder;
    this.#brand = null;
    this.#showBrand();
  }

  /** The field that an error of the API is about, by the parameter it names. */
  named(param: string | undefined): { readonly field: DigitField; readonly problem: Problem } | undefined {
    if (param === "number") return { field: this.number, problem: "incorrect_number" };
    if (param === "exp_month") return { field: this.expiry, problem: "invalid_expiry_month" };
    if (param === "exp_year") return { field: this.expiry, problem: "invalid_expiry_year" };
    return param === "cvc" ? { field: this.code, problem: "invalid_cvc" } : undefined;
  }

  get #codeLength(): number {
    return (this.#brand ?? unknownBrand).codeLength;
  }

  #isNumberFull(): boolean {
    return this.number.digits.length === Math.max(...brandOf(this.number.digits).lengths);
  }

  #after(field: DigitField, next: DigitField | null): void {
    if (field === this.number) this.#showBrand();
    this.#edited(field);
    if (next && document.activeElement === field.control) next.control.focus();
  }

  #showBrand(): void {
    const brand = this.number.digits === "" ? unknownBrand : brandOf(this.number.digits);
    if (brand === this.#brand) return;
    this.#brand = brand;
    const names = brand === unknownBrand ? welcomed : [brand.name];
    this.#brands.replaceChildren(...names.flatMap((name) => brandMark(name) ?? []));
    this.number.hint = brand.label && this.#texts.brandIs(brand.label);
    this.#codePicture.replaceChildren(codeMark(brand.codeLength));
    this.code.hint = this.#texts.codeHint(brand.codeLength);
    this.code.refresh();
  }
}
