import { expect, test } from "vitest";
import { pageTag } from "./page-tag.ts";

test("a handle of any script and length becomes a tag every cache can hold", () => {
  for (const handle of ["lamp", "ランプ", "a b,c", "x".repeat(255), "%E3%83%A9"]) {
    expect(pageTag.page(handle)).toMatch(/^[\w:-]{1,128}$/);
    expect(pageTag.missing("products", handle)).toMatch(/^[\w:-]{1,128}$/);
  }
  expect(pageTag.page("ランプ")).not.toBe(pageTag.page("ランプス"));
});

test("a product is called by its id, so that a new handle changes nothing", () => {
  expect(pageTag.product("gid://shopify/Product/15")).toBe("product:15");
});
