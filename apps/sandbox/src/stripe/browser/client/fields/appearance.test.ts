import { expect, test } from "vitest";
import { safeAppearance } from "./appearance.ts";

test("known variables and rules are let through", () => {
  const appearance = {
    variables: { colorPrimary: "#8f4527", spacingUnit: "4px" },
    rules: {
      ".Input": { boxShadow: "none", borderColor: "var(--colorPrimary)" },
      ".Input:focus": { border: "1px solid red" },
    },
  };
  expect(safeAppearance(appearance)).toEqual({
    variables: [
      ["--colorPrimary", "#8f4527"],
      ["--spacingUnit", "4px"],
    ],
    rules: [
      {
        selector: ".Input",
        declarations: [
          ["box-shadow", "none"],
          ["border-color", "#8f4527"],
        ],
      },
      { selector: ".Input:focus", declarations: [["border", "1px solid red"]] },
    ],
  });
});

test.each([
  "url(https://thief.example/?a)",
  "URL (//thief.example)",
  "image-set('a.png' 1x)",
  "red; background: url(x)",
  "red} body{display:none",
  "\\75rl(x)",
  "@import 'x'",
])("a value that could load or escape is left out: %s", (value) => {
  const { variables, rules } = safeAppearance({
    variables: { colorText: value },
    rules: { ".Input": { color: value } },
  });
  expect(variables).toEqual([]);
  expect(rules).toEqual([{ selector: ".Input", declarations: [] }]);
});

test.each([
  "body",
  ".Input, body",
  ".Input[value^='4']",
  ".Input:has(+ p)",
  ".Input::after",
  "#number",
  ".visually-hidden",
])("a selector that is not one of the element's parts is left out: %s", (selector) => {
  expect(safeAppearance({ rules: { [selector]: { color: "red" } } }).rules).toEqual([]);
});

test.each([["position"], ["content"], ["display"], ["backgroundImage"], ["background"]])(
  "%s cannot be set",
  (property) => {
    expect(safeAppearance({ rules: { ".Input": { [property]: "none" } } }).rules[0]?.declarations).toEqual(
      [],
    );
  },
);

test.each([[null], ["red"], [7], [{ variables: [], rules: "x" }]])("%j asks for nothing", (appearance) => {
  expect(safeAppearance(appearance)).toEqual({ variables: [], rules: [] });
});
