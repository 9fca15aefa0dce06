import { expect, test } from "vitest";
import { webOrigin, webUrl } from "./web-origin.ts";

test.each(["http://localhost:3000", "https://shop.example"])("%s may embed", (origin) => {
  expect(webOrigin(origin)).toBe(origin);
});

test.each([
  undefined,
  "",
  "null",
  "*",
  "javascript:alert(1)",
  "data:text/html,x",
  "https://shop.example/",
  "https://a@shop.example",
  "https://shop.example; script-src *",
  "ftp://shop.example",
])("%s may not", (origin) => {
  expect(webOrigin(origin)).toBeNull();
});

test("only web addresses are returned to", () => {
  expect(webUrl("https://shop.example/a?b=c")?.href).toBe("https://shop.example/a?b=c");
  expect(webUrl("javascript:alert(1)")).toBeNull();
  expect(webUrl(null)).toBeNull();
});
