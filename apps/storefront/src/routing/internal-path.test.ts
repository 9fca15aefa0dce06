import { describe, expect, test } from "vitest";
import { pathOfPage, readViewPath, toInternalPath, toPublicPath } from "./internal-path.ts";

const routed = (address: string) => {
  const url = new URL(address, "http://shop.test");
  return toInternalPath(url.pathname, url.searchParams);
};

describe("a public address becomes the path of a page", () => {
  test.each([
    ["/en-gb", "/en-gb/0"],
    ["/en-gb/", "/en-gb/0"],
    ["/de-de/products/moss-lamp", "/de-de/0/products/moss-lamp"],
    ["/en-gb/products/x?Glaze=Moss&utm_source=mail", "/en-gb/0/products/x/Glaze=Moss"],
    ["/en-gb/products/x?Size=M&Glaze=Moss", "/en-gb/0/products/x/Glaze=Moss/Size=M"],
    ["/en-gb/cart?utm_source=mail", "/en-gb/0/cart"],
    ["/en-gb/collections", "/en-gb/0/collections"],
    ["/en-gb/search?q=lamp", "/en-gb/0/search/q=lamp"],
  ])("%s → %s", (address, path) => expect(routed(address)).toMatchObject({ kind: "internal", path }));

  test.each(["/xx-xx/products/x", "/favicon.php"])("%s is missing in every language", (address) =>
    expect(routed(address)).toEqual({ kind: "missing", locale: null }),
  );

  test.each([
    "/en-gb/0/products/x",
    "/en-gb/0",
    "/en-gb/constructor",
    "/en-gb/missing",
    "/en-gb/products",
    "/en-gb/products/x/y",
  ])("%s is missing in English", (address) =>
    expect(routed(address)).toEqual({ kind: "missing", locale: "en-gb" }),
  );

  test("an address that names something of the shop says what", () => {
    expect(routed("/de-de/products/moss-lamp?Glaze=Moss")).toMatchObject({
      named: { locale: "de-de", room: "products", handle: "moss-lamp" },
    });
    expect(routed("/de-de/collections")).toMatchObject({ named: null });
    expect(routed("/de-de/cart/lines")).toMatchObject({ named: null });
  });

  test("the bare origin asks for a locale", () => expect(routed("/")).toEqual({ kind: "choose-locale" }));
});

test("whatever a shopper chose comes back out of the path", () => {
  const query = new URLSearchParams([
    ["Größe", "50 % / groß"],
    ["a=b", "c=d&e"],
  ]);
  const result = toInternalPath("/de-de/products/x", query);
  const segments = result.kind === "internal" ? result.path.split("/").slice(5) : [];
  expect(new Map(readViewPath(segments))).toEqual(new Map(query));
});

test.each([
  "/en-gb",
  "/de-de/products/moss-lamp",
  "/en-gb/products/x?Glaze=Moss+green&Size=1%2F2",
  "/en-gb/collections",
  "/en-gb/collections/lamps?sort=title",
  "/en-gb/search?q=a%26b",
  "/en-gb/pages/about",
])("%s is found again from the path of its page", (address) =>
  expect(toPublicPath(pathOfPage(address, 200))).toBe(address),
);

test("what answers an address that names nothing is the page that says so, which has no address of its own", () => {
  expect(pathOfPage("/en-gb/products/gone?_rsc=1", 404)).toBe("/en-gb/0/missing/page");
  expect(toPublicPath("/en-gb/0/missing/page")).toBeNull();
});
