import { expect, test } from "vitest";
import { isMalformed } from "./malformed-path.ts";

function throws(path: string): boolean {
  try {
    decodeURIComponent(path);
    return false;
  } catch {
    return true;
  }
}

const hex = (byte: number) => `%${byte.toString(16).padStart(2, "0")}`;
const bytes = Array.from({ length: 256 }, (_, byte) => byte);
/** Where the ranges of UTF-8 begin and end. */
const edges = [
  0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5,
];

test("every pair of bytes is judged as decodeURIComponent judges it", () => {
  const wrong = bytes.flatMap((first) =>
    bytes
      .map((second) => `/a${hex(first)}${hex(second)}b`)
      .filter((path) => isMalformed(path) !== throws(path)),
  );
  expect(wrong).toEqual([]);
});

test("so are three and four bytes at the edges of every range, and what follows a whole character", () => {
  const wrong = edges.flatMap((first) =>
    edges.flatMap((second) =>
      edges.flatMap((third) =>
        ["", ...edges.map(hex)]
          .map((fourth) => `/${hex(first)}${hex(second)}${hex(third)}${fourth}`)
          .filter((path) => isMalformed(path) !== throws(path)),
      ),
    ),
  );
  expect(wrong).toEqual([]);
});

test.each([
  ["/en-gb/products/%E0%A4%A", true],
  ["/en-gb/products/100%", true],
  ["/en-gb/products/%zz", true],
  ["/en-gb/products/%2525", false],
  ["/en-gb/products/gr%C3%B6%c3%9fe-%F0%9F%92%A1", false],
  ["/en-gb/search?q=%E0%A4%A", false],
])("%s is malformed: %s", (url, expected) => {
  expect(isMalformed(url)).toBe(expected);
});

test("a path that walks about is refused, and a name with dots in it is not", () => {
  const walking = ["/webhooks/../sweep", "/webhooks/%2e%2E/sweep", "/en-gb/./cart", "/en-gb/.."];
  expect(walking.filter((path) => !isMalformed(path))).toEqual([]);
  const plain = ["/", "/en-gb/products/a.b", "/.well-known/x", "/en-gb/...", "/en-gb/search?q=/../"];
  expect(plain.filter(isMalformed)).toEqual([]);
});
