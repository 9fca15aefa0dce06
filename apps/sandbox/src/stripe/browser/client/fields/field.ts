/** A labelled control with a place for its error. The class names are those that an appearance's rules speak of. */
export class Field<Control extends HTMLInputElement | HTMLSelectElement = HTMLInputElement> {
  readonly root = document.createElement("div");
  readonly control: Control;
  /** Marks beside the text stand here. */
  readonly box = document.createElement("div");
  readonly #label = document.createElement("label");
  readonly #error = document.createElement("p");
  readonly #hint = document.createElement("span");

  constructor(name: string, control: Control) {
    this.control = control;
    control.id = name;
    control.className = "Input Input--empty";
    this.root.className = `Field Field-${name}`;
    this.box.className = "InputBox";
    this.#label.className = "Label";
    this.#label.htmlFor = name;
    this.#error.className = "Error";
    this.#error.id = `${name}-error`;
    this.#error.hidden = true;
    this.#hint.className = "visually-hidden";
    this.#hint.id = `${name}-hint`;
    this.box.append(control);
    this.root.append(this.#label, this.box, this.#error, this.#hint);
  }

  set label(text: string) {
    this.#label.textContent = text;
  }

  /** Said by screen readers after the label. */
  set hint(text: string) {
    this.#hint.textContent = text;
    this.#describe();
  }

  get isShown(): boolean {
    return !this.root.hidden;
  }

  set isShown(shown: boolean) {
    this.root.hidden = !shown;
  }

  get error(): string | null {
    return this.#error.hidden ? null : this.#error.textContent;
  }

  set error(message: string | null) {
    this.#error.hidden = message === null;
    this.#error.textContent = message ?? "";
    this.control.classList.toggle("Input--invalid", message !== null);
    this.#label.classList.toggle("Label--invalid", message !== null);
    if (message === null) this.control.removeAttribute("aria-invalid");
    else this.control.setAttribute("aria-invalid", "true");
    this.#describe();
  }

  mark(state: { readonly isEmpty: boolean; readonly isComplete: boolean }): void {
    this.control.classList.toggle("Input--empty", state.isEmpty);
    this.control.classList.toggle("Input--complete", state.isComplete);
  }

  #describe(): void {
    const ids = [this.error === null ? "" : this.#error.id, this.#hint.textContent ? this.#hint.id : ""];
    const described = ids.filter((id) => id !== "").join(" ");
    if (described) this.control.setAttribute("aria-describedby", described);
    else this.control.removeAttribute("aria-describedby");
  }
}

/** An input as the fields have them: no spelling help, no capitals. */
export function textInput(attributes: Readonly<Record<string, string>>): HTMLInputElement {
  const input = document.createElement("input");
  for (const [name, value] of Object.entries({
    type: "text",
    spellcheck: "false",
    autocapitalize: "off",
    ...attributes,
  })) {
    input.setAttribute(name, value);
  }
  return input;
}
