/**
 * A shop's wishes for how the fields look: Stripe's Appearance API (variables and rules). Nothing of the shop's is ever
 * read as CSS text: known variables, selectors and properties are set one by one, so that a value cannot end its rule, and
 * a value that could load something is left out.
 */
const variables = [
  "colorPrimary",
  "colorBackground",
  "colorText",
  "colorTextSecondary",
  "colorTextPlaceholder",
  "colorDanger",
  "iconColor",
  "fontFamily",
  "fontSizeBase",
  "fontSizeSm",
  "fontLineHeight",
  "fontWeightNormal",
  "fontWeightMedium",
  "borderRadius",
  "spacingUnit",
  "gridColumnSpacing",
  "gridRowSpacing",
];

/** docs.stripe.com/elements/appearance-api, "Supported CSS properties" (read 2026-11), without those that load a file. */
const properties = new Set([
  "-moz-osx-font-smoothing",
  "-webkit-font-smoothing",
  "-webkit-text-fill-color",
  "background-color",
  "border",
  "border-bottom",
  "border-bottom-color",
  "border-bottom-left-radius",
  "border-bottom-right-radius",
  "border-bottom-style",
  "border-bottom-width",
  "border-color",
  "border-left",
  "border-left-color",
  "border-left-style",
  "border-left-width",
  "border-radius",
  "border-right",
  "border-right-color",
  "border-right-style",
  "border-right-width",
  "border-style",
  "border-top",
  "border-top-color",
  "border-top-left-radius",
  "border-top-right-radius",
  "border-top-style",
  "border-top-width",
  "border-width",
  "box-shadow",
  "color",
  "fill",
  "font-family",
  "font-size",
  "font-variant",
  "font-weight",
  "letter-spacing",
  "line-height",
  "margin",
  "margin-bottom",
  "margin-left",
  "margin-right",
  "margin-top",
  "opacity",
  "outline",
  "outline-offset",
  "padding",
  "padding-bottom",
  "padding-left",
  "padding-right",
  "padding-top",
  "text-decoration",
  "text-shadow",
  "text-transform",
  "transition",
]);

const parts = [
  "Input",
  "Label",
  "Error",
  "Tab",
  "TabLabel",
  "TabIcon",
  "Block",
  "TermsText",
  "RedirectText",
  "AccordionItem",
];
const selector = new RegExp(
  `^\\.(${parts.join("|")})(--(invalid|empty|complete|selected|resting|floating))?(:(focus|focus-visible|hover|active|disabled|autofill)|::(placeholder|selection))*$`,
);
const loadsSomething = /url\s*\(|image-set|src\s*\(|element\s*\(|@|[{};<\\]/i;

const themes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  night: {
    colorPrimary: "#85d996",
    colorBackground: "#30313d",
    colorText: "#ffffff",
    colorTextSecondary: "#d0d2de",
    colorTextPlaceholder: "#a3a7ba",
    colorDanger: "#fe87a1",
  },
  flat: { colorBackground: "#f1f1f1", borderRadius: "4px" },
};

export type SafeRule = {
  readonly selector: string;
  readonly declarations: readonly (readonly [string, string])[];
};
export type SafeAppearance = {
  /** Names of custom properties with their values. */
  readonly variables: readonly (readonly [string, string])[];
  readonly rules: readonly SafeRule[];
};

/** What of an appearance may be let through. Takes anything: it comes from another origin. */
export function safeAppearance(appearance: unknown): SafeAppearance {
  const { theme, variables: wished, rules } = recordOf(appearance);
  const chosen = { ...(typeof theme === "string" && themes[theme]), ...recordOf(wished) };
  return {
    variables: variables.flatMap((name) => declaration(`--${name}`, chosen[name])),
    rules: Object.entries(recordOf(rules)).flatMap(([name, wishes]) =>
      selector.test(name) ? [{ selector: name, declarations: declarationsOf(wishes, chosen) }] : [],
    ),
  };
}

function declarationsOf(
  wishes: unknown,
  chosen: Readonly<Record<string, unknown>>,
): (readonly [string, string])[] {
  return Object.entries(recordOf(wishes)).flatMap(([name, value]) => {
    const property = name
      .replace(/^(Webkit|Moz)/, (prefix) => `-${prefix.toLowerCase()}`)
      .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (!properties.has(property)) return [];
    return declaration(property, typeof value === "string" ? openVariables(value, chosen) : value);
  });
}

/** Rules may speak of variables: `1px solid var(--colorPrimary)`. */
function openVariables(value: string, chosen: Readonly<Record<string, unknown>>): string {
  return value.replace(/var\(--(\w+)\)/g, (whole, name: string) =>
    typeof chosen[name] === "string" ? chosen[name] : whole,
  );
}

function declaration(name: string, value: unknown): (readonly [string, string])[] {
  if (typeof value !== "string" && typeof value !== "number") return [];
  const text = String(value).trim();
  return text === "" || text.length > 200 || loadsSomething.test(text) ? [] : [[name, text]];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
