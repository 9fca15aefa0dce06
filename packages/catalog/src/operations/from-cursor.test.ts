import { expect, test } from "vitest";
import { StorefrontError, type StorefrontErrorCode } from "../storefront-error.ts";
import { fromCursor } from "./from-cursor.ts";

const failing = (code: StorefrontErrorCode) => (page: { after?: string | undefined }) =>
  page.after === undefined
    ? Promise.resolve("first page")
    : Promise.reject(new StorefrontError(code, { operation: "GetCollection", detail: "Invalid cursor" }));

test("a cursor the shop does not know begins the list anew", async () => {
  expect(await fromCursor({ size: 24, after: "zzz" }, failing("refused"))).toBe("first page");
});

test("a shop that is silent is not taken for one that refuses", async () => {
  await expect(fromCursor({ size: 24, after: "zzz" }, failing("timed-out"))).rejects.toThrow(
    /Invalid cursor/,
  );
});
