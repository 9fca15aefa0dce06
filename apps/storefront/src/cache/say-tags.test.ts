import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, expect, test } from "vitest";
import { pagesWithTags, rememberPageTags } from "./page-tags.ts";
import { sayTags } from "./say-tags.ts";

beforeAll(() => sayTags());

const lifetime = "s-maxage=600, stale-while-revalidate=604200";
let close: () => void = () => undefined;
afterEach(() => close());

async function answerOf(path: string, answer: RequestListener): Promise<Response> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  close = () => server.close();
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
}

const page =
  (headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_, response) => {
    response.statusCode = status;
    response.setHeader("cache-control", lifetime);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end("page");
  };

test("whatever a shared cache may keep says its tags in every dialect, by the page that answered", async () => {
  rememberPageTags("/en-gb/0/products/lamp/Glaze%3DMoss%20green", "_N_T_/layout,product:1,shop,product:1");
  const { headers } = await answerOf("/en-gb/products/lamp?Glaze=Moss+green&utm_source=x&_rsc=1", page());
  expect(headers.get("cache-tag")).toBe("product:1,shop");
  expect(headers.get("surrogate-key")).toBe("product:1 shop");
  expect(headers.get("xkey")).toBe("product:1 shop");
});

test("a page of goods that are newer than the build says its tags, and is found by its public address", async () => {
  rememberPageTags("/en-gb/0/products/newcomer/[[...view]]", "product-page:3");
  const { headers } = await answerOf("/en-gb/products/newcomer", page());
  expect(headers.get("cache-tag")).toBe("product-page:3");
  expect(pagesWithTags(["product-page:3"])).toEqual(["/en-gb/0/products/newcomer"]);
});

test("a missing address says the tags of the page that says so, not of what it once was", async () => {
  rememberPageTags("/en-gb/0/products/gone", "product:2");
  rememberPageTags("/en-gb/0/missing/page", "menu:footer");
  const { headers } = await answerOf("/en-gb/products/gone", page({}, 404));
  expect(headers.get("cache-tag")).toBe("menu:footer");
});

test("what is missing is kept for half a minute, and a redirect never", async () => {
  const missing = await answerOf("/en-gb/products/gone", page({}, 404));
  expect(missing.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=30");
  close();
  const server = createServer(page({ location: "/en-gb/products/gone?_rsc=1" }, 307)).listen(0, "127.0.0.1");
  await once(server, "listening");
  close = () => server.close();
  const { port } = server.address() as AddressInfo;
  const moved = await fetch(`http://127.0.0.1:${port}/en-gb/products/gone`, { redirect: "manual" });
  expect([moved.status, moved.headers.get("cache-control")]).toEqual([307, "private, no-store"]);
});

test("what may be kept sets no cookie, and what is marked stale may be kept a second", async () => {
  const { headers } = await answerOf("/en-gb", page({ "set-cookie": "a=1", "x-nextjs-cache": "STALE" }));
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("cache-control")).toBe("s-maxage=1, stale-while-revalidate=604200");
});

test("what nobody may keep stays as it is", async () => {
  rememberPageTags("/en-gb/0/cart", "shop");
  const { headers } = await answerOf(
    "/en-gb/cart",
    page({ "cache-control": "no-store", "set-cookie": "a=1" }),
  );
  expect([headers.get("xkey"), headers.get("set-cookie")]).toEqual([null, "a=1"]);
});

test("kept pages are found by any of their tags", () => {
  rememberPageTags("/de-de/0/collections/lamps", "collection:7,product:71");
  expect(pagesWithTags(["product:71", "product:72"])).toEqual(["/de-de/0/collections/lamps"]);
  rememberPageTags("/de-de/0/collections/lamps", "collection:7");
  expect(pagesWithTags(["product:71"])).toEqual([]);
});
