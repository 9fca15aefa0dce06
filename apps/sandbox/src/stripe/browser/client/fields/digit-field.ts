import { type DigitFormat, editDigits } from "./edit-digits.ts";
import { Field, textInput } from "./field.ts";
import type { Problem } from "./texts.ts";

export type DigitFieldPlan = {
  readonly name: string;
  readonly autocomplete: string;
  readonly format: DigitFormat;
  readonly judge: (digits: string) => Problem | null;
  /** Told after each edit by the shopper, with whether the caret stands at the end of a whole and good value. */
  readonly edited: (isFinished: boolean) => void;
};

/** A field of digits that are grouped while they are typed. */
export class DigitField extends Field {
  readonly #plan: DigitFieldPlan;
  #digits = "";

  constructor(plan: DigitFieldPlan) {
    const { name, autocomplete } = plan;
    super(
      name,
      textInput({ name, autocomplete, inputmode: "numeric", autocorrect: "off", enterkeyhint: "next" }),
    );
    this.#plan = plan;
    this.control.addEventListener("input", (event) => this.#take(event));
  }

  get digits(): string {
    return this.#digits;
  }

  get problem(): Problem | null {
    return this.#plan.judge(this.#digits);
  }

  clear(): void {
    this.#digits = "";
    this.control.value = "";
    this.error = null;
    this.mark({ isEmpty: true, isComplete: false });
  }

  /** Writes the digits anew, when what decides their form has changed. */
  refresh(): void {
    this.#digits = this.#plan.format.read(this.#digits);
    const text = this.#plan.format.write(this.#digits);
    if (this.control.value !== text) this.control.value = text;
    this.mark({ isEmpty: this.#digits === "", isComplete: this.problem === null });
  }

  #take(event: Event): void {
    const { control } = this;
    const inputType = event instanceof InputEvent ? event.inputType : "";
    const { digits, text, caret } = editDigits(this.#plan.format, {
      before: this.#digits,
      text: control.value,
      caret: control.selectionStart ?? control.value.length,
      inputType,
    });
    const hasChanged = digits !== this.#digits;
    this.#digits = digits;
    if (control.value !== text) control.value = text;
    if (document.activeElement === control) control.setSelectionRange(caret, caret);
    this.mark({ isEmpty: digits === "", isComplete: this.problem === null });
    if (hasChanged)
      this.#plan.edited(this.problem === null && caret === text.length && !inputType.startsWith("delete"));
  }
}
