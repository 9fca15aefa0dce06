import type { FieldSettings, WireError } from "../protocol.ts";
import { safeAppearance } from "./appearance.ts";
import { applyAppearance } from "./apply-appearance.ts";
import { browserLanguage } from "./browser-language.ts";
import { BillingFields } from "./billing-fields.ts";
import { CardFields, type TypedCard } from "./card-fields.ts";
import type { Field } from "./field.ts";
import { type Problem, type Texts, textsFor } from "./texts.ts";

type AnyField = Field<HTMLInputElement | HTMLSelectElement>;
export type Filled = { readonly complete: boolean; readonly empty: boolean };

/** Problems that more typing cannot mend: said at once. The others wait until the shopper leaves the field. */
const isHopeless = (problem: Problem | null) => problem !== null && !problem.startsWith("incomplete");

/** All the fields together: what is typed, what is wrong with it, and how both are shown. */
export class PaymentForm {
  readonly #summary = document.createElement("p");
  readonly #changed: (filled: Filled) => void;
  readonly #billing: BillingFields;
  readonly #card: CardFields;
  #texts: Texts;
  #told: Filled = { complete: false, empty: true };

  constructor(root: HTMLElement, settings: FieldSettings, changed: (filled: Filled) => void) {
    this.#changed = changed;
    this.#texts = textsFor(settings.locale, browserLanguage());
    this.#card = new CardFields(this.#texts, (field) => this.#edited(field));
    this.#billing = new BillingFields((field) => this.#edited(field));
    this.#summary.className = "visually-hidden";
    this.#summary.role = "alert";
    root.append(...this.#all.map((field) => field.root), this.#summary);
    for (const field of this.#all) field.control.addEventListener("blur", () => this.#left(field));
    this.arrange(settings);
  }

  /** Takes over language, look and which fields there are; keeps what was typed. */
  arrange(settings: FieldSettings): void {
    const appearance = safeAppearance(settings.appearance);
    applyAppearance(appearance);
    this.#texts = textsFor(settings.locale, browserLanguage());
    document.documentElement.lang = this.#texts.language;
    this.#card.speak(this.#texts);
    this.#billing.speak(this.#texts, settings);
    for (const field of this.#all) {
      field.control.disabled = settings.readOnly;
      if (field.error !== null) field.error = this.#says(this.#problemOf(field));
    }
  }

  get card(): TypedCard {
    return this.#card.card;
  }

  get address(): Readonly<Record<string, string>> {
    return this.#billing.address;
  }

  focus(): void {
    const [first] = this.#bad();
    (first ?? this.#card.number).control.focus();
  }

  clear(): void {
    for (const field of this.#card.all) field.clear();
    this.#card.speak(this.#texts);
    this.#billing.clear();
    this.#tell();
  }

  /** Shows every problem and takes the shopper to the first; gives it as Stripe names it. */
  validate(): WireError | null {
    const bad = this.#bad();
    for (const field of this.#all) field.error = this.#says(this.#problemOf(field));
    this.#summary.textContent = bad.length > 0 ? this.#texts.check(bad.length) : "";
    const [first] = bad;
    const problem = first && this.#problemOf(first);
    if (!first || !problem) return null;
    first.control.focus();
    return { type: "validation_error", code: problem, message: this.#texts.problems[problem] };
  }

  /** Shows an error of the API at the field it is about, and gives it in the shopper's language. */
  refuse(error: WireError): WireError {
    const named = this.#card.named(error.param?.replace(/^.*\[(\w+)\]$/, "$1"));
    if (!named) return error;
    const message = this.#texts.problems[named.problem];
    named.field.error = message;
    named.field.control.focus();
    return { ...error, message };
  }

  get failedText(): string {
    return this.#texts.failed;
  }

  get #all(): readonly AnyField[] {
    return [...this.#card.all, this.#billing.country, this.#billing.postalCode];
  }

  #bad(): readonly AnyField[] {
    return this.#all.filter((field) => this.#problemOf(field) !== null);
  }

  #problemOf(field: AnyField): Problem | null {
    if (field === this.#billing.postalCode) return this.#billing.problem;
    return this.#card.all.find((candidate) => candidate === field)?.problem ?? null;
  }

  #says(problem: Problem | null): string | null {
    return problem === null ? null : this.#texts.problems[problem];
  }

  #edited(field: AnyField): void {
    const problem = this.#problemOf(field);
    field.error = isHopeless(problem) ? this.#says(problem) : null;
    this.#summary.textContent = "";
    this.#tell();
  }

  #left(field: AnyField): void {
    if (field.control.value !== "" && document.hasFocus())
      field.error = this.#says(this.#problemOf(field)) ?? null;
  }

  /** Only a difference is news. */
  #tell(): void {
    const complete = this.#bad().length === 0;
    const empty = this.#card.all.every(({ digits }) => digits === "");
    if (complete === this.#told.complete && empty === this.#told.empty) return;
    this.#told = { complete, empty };
    this.#changed(this.#told);
  }
}
