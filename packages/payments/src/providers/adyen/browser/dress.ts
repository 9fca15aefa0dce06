import type { PaymentFieldsLook } from "../../../browser/payment-fields.ts";

/** Gives adyen-web's own texts and boxes the page's looks, by the variables of its stylesheet (6.45). */
export function dress(place: HTMLElement, look: PaymentFieldsLook): void {
  const variables: Readonly<Record<string, string>> = {
    "color-label-primary": look.text,
    "color-label-secondary": look.textSoft,
    "color-label-tertiary": look.textSoft,
    "color-label-critical": look.problem,
    "color-background-primary": look.background,
    "color-outline-primary": look.line,
    "color-outline-primary-hover": look.textSoft,
    "color-outline-primary-active": look.accent,
    "color-outline-tertiary": look.line,
    "color-outline-tertiary-hover": look.textSoft,
    "color-outline-tertiary-active": look.accent,
    "color-outline-critical": look.problem,
    "focus-ring-color": look.accent,
    "border-radius-m": "2px",
  };
  for (const [name, value] of Object.entries(variables))
    place.style.setProperty(`--adyen-sdk-${name}`, value);
  place.style.fontFamily = look.fontFamily;
}

/** What stands inside the frames, which no stylesheet of ours reaches. */
export function stylesInFrames(look: PaymentFieldsLook) {
  return {
    base: { color: look.text, fontSize: "16px", fontFamily: look.fontFamily },
    error: { color: look.problem },
    placeholder: { color: look.textSoft },
  };
}
