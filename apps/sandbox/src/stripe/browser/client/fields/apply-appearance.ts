import type { SafeAppearance } from "./appearance.ts";

const sheet = new CSSStyleSheet();

/**
 * Lays a shop's appearance over the fields' own style sheet, in place of the one before. Each kind of rule has a layer
 * above the same kind of ours, so that a wish for `.Input` does not hide that a field has the focus or an error.
 */
export function applyAppearance({ variables, rules }: SafeAppearance): void {
  while (sheet.cssRules.length > 0) sheet.deleteRule(0);
  fill("wished", ":root", variables);
  for (const { selector, declarations } of rules) fill(layerOf(selector), selector, declarations);
  document.adoptedStyleSheets = [sheet];
}

function layerOf(selector: string): string {
  if (selector.includes("--invalid") || selector.startsWith(".Error")) return "wished-faults";
  return /--|:/.test(selector) ? "wished-states" : "wished";
}

function fill(layer: string, selector: string, declarations: readonly (readonly [string, string])[]): void {
  const block = sheet.cssRules[sheet.insertRule(`@layer ${layer} { ${selector} {} }`, sheet.cssRules.length)];
  const rule = block instanceof CSSLayerBlockRule ? block.cssRules[0] : undefined;
  if (!(rule instanceof CSSStyleRule)) return;
  // One property at a time: no value can close the rule.
  for (const [property, value] of declarations) rule.style.setProperty(property, value);
}
