import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("styles.css", import.meta.url), "utf8");

function colour(token: string): string {
  const match = new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(css);
  if (!match?.[1]) throw new Error(`No token --${token}`);
  return match[1];
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ["paper", "paper-raised", "paper-sunken"];

test.each(
  ["ink", "ink-soft", "ink-faint", "clay", "clay-deep", "brass", "moss", "alarm"].flatMap((text) =>
    surfaces.map((surface) => [text, surface] as const),
  ),
)("text in %s on %s has a contrast of at least 4.5", (text, surface) => {
  expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(4.5);
});

test.each(surfaces)("the edge of a control on %s has a contrast of at least 3", (surface) => {
  expect(contrast(colour("line-strong"), colour(surface))).toBeGreaterThanOrEqual(3);
});

test("white on clay has a contrast of at least 4.5", () => {
  expect(contrast("#ffffff", colour("clay"))).toBeGreaterThanOrEqual(4.5);
});
