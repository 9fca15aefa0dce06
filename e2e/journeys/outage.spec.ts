import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openStorefront } from "../gestures/own-storefront.ts";
import { openScriptedShop, type Trouble, troubles } from "../gestures/scripted-shop.ts";
import { required, variants } from "../gestures/outside.ts";

/** Every route of the storefront, asked over plain HTTP while the shop's API is in one kind of trouble after the other. */
const app = join(import.meta.dirname, "../../apps/storefront/src/app");

type House = {
  readonly shop: Awaited<ReturnType<typeof openScriptedShop>>;
  readonly front: Awaited<ReturnType<typeof openStorefront>>;
  /** Of a cart with something in it. */
  readonly cookie: string;
};

type Asked = { readonly path: string } & RequestInit;
type Expected = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, RegExp>>;
  readonly words?: RegExp;
};
type Route = {
  /** Asked for before the trouble, and kept since the build or since then: answers as if there were none. */
  readonly good?: readonly string[];
  /** Never asked for before. */
  readonly cold?: readonly string[];
  /** What is about one shopper, or has nothing to do with the shop: answers so. Its pages were asked for before. */
  readonly own?: (house: House) => readonly (readonly [Asked, Expected])[];
};

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const unreachable = { status: 303, headers: { location: /\/cart\?problem=unreachable$/ } };
const never = () => crypto.randomUUID().slice(0, 8);

const routes: Readonly<Record<string, Route>> = {
  "[locale]/[arm]/page.tsx": { good: ["/en-gb", "/de-de"] },
  "[locale]/[arm]/collections/page.tsx": { good: ["/en-gb/collections"] },
  "[locale]/[arm]/collections/[handle]/[[...view]]/page.tsx": {
    good: ["/en-gb/collections/lamps", "/en-gb/collections/lamps?sort=price-ascending"],
    cold: [`/de-de/collections/lamps?price-min=${Math.floor(Math.random() * 1e6) / 100}`],
  },
  "[locale]/[arm]/products/[handle]/[[...view]]/page.tsx": {
    good: ["/en-gb/products/milking-stool", "/en-gb/products/milking-stool?Wood=Smoked+oak"],
    cold: ["/de-de/products/brand-new-milking-stool", "/en-gb/products/brand-new-stem-vase"],
  },
  "[locale]/[arm]/search/[[...view]]/page.tsx": {
    good: ["/en-gb/search", "/en-gb/search?q=lamp"],
    cold: [`/de-de/search?q=${never()}`, `/en-gb/search?q=${never()}`],
  },
  "[locale]/[arm]/pages/[handle]/page.tsx": {
    good: ["/en-gb/pages/about"],
    cold: ["/de-de/pages/brand-new-about"],
  },
  "[locale]/[arm]/policies/[handle]/page.tsx": { good: ["/en-gb/policies/privacy-policy"] },
  "[locale]/[arm]/missing/[of]/page.tsx": {
    own: () => [
      [{ path: "/de-de/nirgends" }, { status: 404, words: /lang="de/ }],
      [{ path: "/nowhere" }, { status: 404 }],
    ],
  },
  "[locale]/[arm]/cart/page.tsx": {
    own: ({ cookie }) => [
      [
        { path: "/de-de/cart", headers: { cookie, accept: "text/html" } },
        { status: 200, words: /Der Warenkorb antwortet gerade nicht/ },
      ],
    ],
  },
  "[locale]/[arm]/cart.json/route.ts": {
    own: ({ cookie }) => [[{ path: "/en-gb/cart.json", headers: { cookie } }, { status: 503 }]],
  },
  "[locale]/[arm]/cart/changes/route.ts": {
    own: ({ cookie }) => [
      [
        { path: "/en-gb/cart/changes", method: "POST", headers: { ...json, cookie }, body: "{}" },
        { status: 503, words: /problem/ },
      ],
    ],
  },
  "[locale]/[arm]/cart/lines/route.ts": {
    own: ({ cookie }) => [
      [
        {
          path: "/en-gb/cart/lines",
          method: "POST",
          headers: { ...form, cookie },
          body: "variantId=1&quantity=1",
        },
        unreachable,
      ],
    ],
  },
  "[locale]/[arm]/cart/discount/route.ts": {
    own: ({ cookie }) => [
      [
        { path: "/en-gb/cart/discount", method: "POST", headers: { ...form, cookie }, body: "code=WELCOME" },
        unreachable,
      ],
    ],
  },
  "[locale]/[arm]/cart/checkout/route.ts": {
    own: ({ cookie }) => [
      [
        { path: "/en-gb/cart/checkout", method: "POST", headers: { ...form, cookie }, body: "" },
        { status: 303, headers: { location: /\/checkout/ } },
      ],
    ],
  },
  "[locale]/[arm]/variants/[id]/route.ts": {
    own: () => [
      [{ path: "/en-gb/variants/44100000000005" }, { status: 503, headers: { "cache-control": /no-store/ } }],
    ],
  },
  "api/product-options/route.ts": { good: ["/api/product-options"] },
  "api/health/route.ts": { own: () => [[{ path: "/api/health" }, { status: 200 }]] },
  "api/revalidate/route.ts": { own: () => [[callStale(), { status: 200, words: /collections\/lamps/ }]] },
};

/** Everything that was good before the trouble is called stale in the middle of it. */
function callStale(): Asked {
  const tags = ["shop", "menu:main-menu", "menu:footer"];
  return {
    path: "/api/revalidate",
    method: "POST",
    headers: { ...json, authorization: `Bearer ${required("REVALIDATE_SECRET")}` },
    body: JSON.stringify({ tags }),
  };
}

test("every route there is has a promise for when the shop is in trouble", () => {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  const asked = files.filter((name) => /(^|\/)(page\.tsx|route\.ts)$/.test(name));
  expect(Object.keys(routes).sort()).toEqual(asked.sort());
});

for (const trouble of Object.keys(troubles) as Trouble[])
  test.describe(`a shop that ${trouble}`, () => {
    let house: House;
    test.beforeAll(async () => {
      const shop = await openScriptedShop(required("SHOPIFY_SANDBOX_URL"));
      const front = await openStorefront(shop.url);
      const [variant] = await variants();
      const filled = await fetch(`${front.door}/en-gb/cart/changes`, {
        method: "POST",
        headers: json,
        body: JSON.stringify({ add: [{ variantId: variant?.id, quantity: 1 }] }),
      });
      house = { shop, front, cookie: filled.headers.get("set-cookie")?.split(";")[0] ?? "" };
      for (const path of good()) await page(path);
      for (const [{ path, ...init }] of own())
        if (init.method === undefined) await fetch(front.door + path, init);
      shop.meet(trouble);
    });
    test.afterAll(async () => {
      await house.front.close();
      house.shop.close();
    });

    const good = () => Object.values(routes).flatMap((route) => route.good ?? []);
    const cold = () => Object.values(routes).flatMap((route) => route.cold ?? []);
    const own = () => Object.values(routes).flatMap((route) => route.own?.(house) ?? []);
    const page = async (path: string, headers: Record<string, string> = { accept: "text/html" }) => {
      const answer = await fetch(house.front.door + path, { headers });
      return { path, status: answer.status, headers: answer.headers, text: await answer.text() };
    };

    test("is not seen on pages that were ever good, not even once they are called stale", async () => {
      const { path, ...init } = callStale();
      expect((await fetch(house.front.storefront + path, init)).status).toBe(200);
      for (const _ of ["the last of the old", "while it cannot be written anew"])
        for (const headers of [{ accept: "text/html" }, { rsc: "1" }])
          for (const { path, status } of await Promise.all(good().map((path) => page(path, headers))))
            expect([path, status]).toEqual([path, 200]);
    });

    test("makes of a page nobody has seen a 503 in its language, which no cache keeps", async () => {
      for (const { path, status, headers, text } of await Promise.all(cold().map((path) => page(path)))) {
        const language = path.slice(1, 3);
        expect([path, status, headers.get("x-robots-tag"), headers.get("cache-control")]).toEqual([
          path,
          503,
          "noindex",
          "no-store",
        ]);
        expect(headers.get("retry-after")).toMatch(/^\d+$/);
        expect(text).toContain(`<html lang="${language}"`);
        expect(text).toContain(language === "de" ? "Noch einmal versuchen" : "Try again");
      }
      for (const path of cold()) {
        const direct = await fetch(house.front.storefront + path);
        expect([path, direct.headers.get("cache-control")]).not.toEqual([
          path,
          expect.stringContaining("s-maxage"),
        ]);
      }
    });

    test("stops nothing else, and is told where it does", async () => {
      const answered = own().map(async ([{ path, ...init }, expected]) => {
        const answer = await fetch(house.front.door + path, { redirect: "manual", ...init });
        return { path, expected, answer, text: await answer.text() };
      });
      for (const { path, expected, answer, text } of await Promise.all(answered)) {
        expect([path, answer.status]).toEqual([path, expected.status]);
        for (const [name, value] of Object.entries(expected.headers ?? {}))
          expect(answer.headers.get(name)).toMatch(value);
        if (expected.words) expect(text).toMatch(expected.words);
      }
    });

    test("leaves no trace once it is over: what was asked for meanwhile is there, and kept", async () => {
      house.shop.meet(null);
      for (const path of cold()) {
        await expect.poll(async () => (await page(path)).status).toBe(200);
        const kept = await fetch(house.front.storefront + path);
        expect(kept.headers.get("cache-control")).toContain("s-maxage=");
      }
      const missing = await fetch(`${house.front.storefront}/en-gb/products/there-is-none`);
      expect([missing.status, missing.headers.get("cache-control")]).toEqual([
        404,
        "public, max-age=0, s-maxage=30",
      ]);
    });
  });
