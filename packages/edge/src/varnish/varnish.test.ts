import { spawnSync } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createVarnishPurge } from "../purge.ts";
import { freePort, type Origin, startOrigin } from "../testing/origin.ts";
import { readEdgeSettings } from "./settings.ts";
import { type RunningVarnish, startVarnish } from "./start.ts";
import { renderVcl } from "./vcl.ts";

const installed = spawnSync("varnishd", ["-V"]).error === undefined;

let storefront: Origin;
let checkout: Origin;
let varnish: RunningVarnish;

/** A page as Next answers it; each answer is told from the one before. */
let version = 1;
const page =
  (headers: Record<string, string> = {}) =>
  (request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "s-maxage=600, stale-while-revalidate=604200",
      vary: "rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch, Accept-Encoding",
      xkey: "product:lamp collection:lamps",
      ...headers,
    });
    response.end(
      `${version} ${request.url} ${String(request.headers["rsc"] ?? "html")} ${request.headers.cookie ?? "no cookie"}`,
    );
  };

beforeAll(async () => {
  if (!installed) return;
  storefront = await startOrigin(page());
  checkout = await startOrigin((request, response) => response.end(`till ${request.headers.cookie ?? ""}`));
  const vcl = shopVcl(["Glaze", "Größe", "Size (EU)"]);
  varnish = await startVarnish({ vcl, port: await freePort(), purgePort: await freePort() });
});

function shopVcl(productOptions: string[]): string {
  const at = (port: number) => ({ host: "127.0.0.1", port });
  return renderVcl(
    readEdgeSettings({
      upstreams: {
        storefront: at(storefront.port),
        checkout: at(checkout.port),
        worker: at(1),
        cdn: at(storefront.port),
      },
      productOptions,
      staleWhileHealthySeconds: 2.0001,
      blacklistSeconds: 0.2,
      probe: { path: "/api/health", everySeconds: 0.1, timeoutSeconds: 2 },
    }),
  );
}

afterAll(async () => {
  await varnish?.close();
  await storefront?.cut();
  await checkout?.cut();
});

let room = 0;
/** Each test has a product of its own, so that none meets what another left in the cache. */
let path = "";
beforeEach(() => {
  room += 1;
  version = 1;
  path = `/en-gb/products/lamp-${room}`;
  if (!storefront) return;
  storefront.asked.length = 0;
  storefront.answer = page();
});

async function get(address: string, headers: Record<string, string> = {}) {
  const answer = await fetch(varnish.url + address, { headers, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

async function purge(...tags: string[]) {
  return createVarnishPurge({ nodes: [varnish.purgeUrl] }).softPurge(tags);
}

async function until(what: () => Promise<boolean> | boolean) {
  await expect.poll(what, { timeout: 10_000, interval: 25 }).toBe(true);
}

describe.skipIf(!installed)("Varnish (needs varnishd: apt-get install varnish varnish-modules)", () => {
  test("a page is asked of the origin once, whoever asks and with whatever cookie", async () => {
    expect((await get(path, { cookie: "evertill_cart=1" })).text).toBe(`1 ${path} html no cookie`);
    const again = await get(path, { cookie: "other=2", authorization: "Bearer x" });
    expect(again.headers.get("x-cache")).toBe("HIT");
    expect(storefront.asked).toEqual([`GET ${path}`]);
  });

  test("browsers and outsiders see neither tags nor the lifetime that is meant for shared caches", async () => {
    const { headers } = await get(path);
    expect(headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
    for (const name of ["xkey", "surrogate-key", "cache-tag", "x-varnish", "via", "x-nextjs-cache"])
      expect([name, headers.get(name)]).toEqual([name, null]);
  });

  test("each representation of a page is kept apart, and none is another's", async () => {
    const html = await get(path);
    const rsc = await get(path, { rsc: "1" });
    const tree = await get(path, {
      rsc: "1",
      "next-router-prefetch": "1",
      "next-router-segment-prefetch": "/_tree",
    });
    expect([html.text, rsc.text]).toEqual([`1 ${path} html no cookie`, `1 ${path} 1 no cookie`]);
    expect(tree.headers.get("x-cache")).toBe("MISS");
    expect((await get(path, { rsc: "1" })).headers.get("x-cache")).toBe("HIT");
    expect((await get(path)).text).toBe(html.text);
  });

  test("tracking, names nobody knows and order do not split a page; its options do", async () => {
    await get(`${path}?Glaze=Moss&Gr%C3%B6%C3%9Fe=L`);
    const same = await get(`${path}?utm_source=a&Gr%C3%B6%C3%9Fe=L&fbclid=1&nobody=2&Glaze=Moss`);
    expect(same.headers.get("x-cache")).toBe("HIT");
    await get(`${path}?Glaze=Chalk`);
    for (const name of ["Size+%28EU%29", "Size%20(EU)"]) {
      await get(`${path}?${name}=L`);
      expect(storefront.asked.pop()).toBe(`GET ${path}?${name}=L`);
    }
    expect(storefront.asked).toEqual([`GET ${path}?Glaze=Moss&Gr%C3%B6%C3%9Fe=L`, `GET ${path}?Glaze=Chalk`]);
  });

  test("a list keeps its filters and a plain page no query at all", async () => {
    const list = `/en-gb/collections/lamps-${room}`;
    await get(`${list}?sort=price&gclid=1&option.Glaze=Moss&x=1`);
    await get(`/en-gb/pages/about-${room}?a=1&_rsc=abc&b=2`);
    await get(`/en-gb/pages/about-${room}?a=1`);
    expect(storefront.asked).toEqual([
      `GET ${list}?option.Glaze=Moss&sort=price`,
      `GET /en-gb/pages/about-${room}?_rsc=abc`,
      `GET /en-gb/pages/about-${room}`,
    ]);
  });

  test("what sets a cookie, is private or varies by cookie is never kept", async () => {
    const answers = [
      { "set-cookie": "a=1" },
      { "cache-control": "private, no-cache, no-store, max-age=0, must-revalidate" },
      { vary: "Cookie" },
      { "cache-control": "" },
    ];
    for (const [index, headers] of answers.entries()) {
      storefront.answer = page(headers);
      const address = `${path}-${index}`;
      await get(address);
      expect([headers, (await get(address)).headers.get("x-cache")]).toEqual([headers, "MISS"]);
    }
  });

  test("an option that is new to the shop is known from then on, and nothing that is kept is lost", async () => {
    await get(path);
    expect((await get(`${path}?Wood=Oak`)).headers.get("x-cache")).toBe("HIT");
    await varnish.use(shopVcl(["Glaze", "Größe", "Size (EU)", "Wood"]));
    expect((await get(path)).headers.get("x-cache")).toBe("HIT");
    expect((await get(`${path}?Wood=Oak`)).headers.get("x-cache")).toBe("MISS");
    await expect(varnish.use("vcl 4.1; nonsense")).rejects.toThrow(/nonsense/);
    expect((await get(path)).headers.get("x-cache")).toBe("HIT");
  });

  test("the cart and the till are never kept, and keep their cookies", async () => {
    for (const address of ["/en-gb/cart", "/en-gb/cart.json", "/"]) {
      await get(address, { cookie: "evertill_cart=1" });
      expect((await get(address, { cookie: "evertill_cart=2" })).text).toContain("evertill_cart=2");
    }
    expect((await get("/checkout/abc", { cookie: "evertill_cart=3" })).text).toBe("till evertill_cart=3");
    expect(storefront.asked.filter((asked) => asked.includes("checkout"))).toEqual([]);
  });

  test("an address that cannot be decoded is refused at the door, in words", async () => {
    const page = await get("/de-de/products/%E0%A4%A");
    expect([page.status, page.headers.get("content-type")]).toEqual([400, "text/html; charset=utf-8"]);
    expect(page.text).toContain("Diese Adresse stimmt nicht ganz");
    const api = await get("/checkout/api/v1/checkouts/%E0%A4%A");
    expect([api.status, api.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    expect(JSON.parse(api.text)).toMatchObject({ status: 400 });
    expect((await get(`/en-gb/products/gr%C3%B6sse-${"%F0%9F%92%A1".repeat(300)}`)).status).toBe(200);
    expect(storefront.asked).toHaveLength(1);
  });

  test("a dead storefront does not stop the till", async () => {
    await storefront.cut();
    try {
      expect((await get("/checkout/abc")).text).toBe("till ");
    } finally {
      await storefront.open();
      await until(async () => (await get(`/en-gb/pages/open-${room}`)).status === 200);
    }
  });

  test("a purge makes a page stale: shown once more, fetched behind, then new", async () => {
    await get(path);
    version = 2;
    const { purged } = await purge("product:lamp");
    expect(purged).toBeGreaterThanOrEqual(1);
    expect((await get(path)).text).toMatch(/^1 /);
    await until(async () => (await get(path)).text.startsWith("2 "));
  });

  test("with the origin dead a purged page stays, and heals when it is back", async () => {
    await get(path);
    await storefront.cut();
    await purge("product:lamp");
    for (let asks = 0; asks < 3; asks += 1) expect((await get(path)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 2_500)); // Longer than a healthy page is shown past its end.
    expect((await get(path)).text).toMatch(/^1 /);
    version = 2;
    await storefront.open();
    await until(async () => (await get(path)).text.startsWith("2 "));
  });

  test("an origin that answers errors does not take the place of a page that was good", async () => {
    await get(path);
    storefront.answer = (_, response) => {
      response.writeHead(500, { "cache-control": "private, no-store" });
      response.end("broken");
    };
    await purge("product:lamp");
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    for (let asks = 0; asks < 3; asks += 1) expect((await get(path)).text).toMatch(/^1 /);
  });

  test("a page that was never good is an apology that nobody keeps", async () => {
    storefront.answer = (_, response) => {
      response.writeHead(500);
      response.end("broken");
    };
    const { status, headers, text } = await get(path);
    expect([
      status,
      headers.get("retry-after"),
      headers.get("x-robots-tag"),
      headers.get("cache-control"),
    ]).toEqual([503, "10", "noindex", "no-store"]);
    expect(text).toContain("<h1>");
    expect(text).not.toContain("broken");
    const german = await get("/de-de/search?q=lampe");
    expect(german.status).toBe(503);
    expect(german.text).toContain('<html lang="de">');
    expect(german.text).toContain("Die Suche geht gerade nicht");
    storefront.answer = page();
    await until(async () => (await get(path)).status === 200);
  });

  test("what the origin marks stale is kept a second, not its whole life", async () => {
    storefront.answer = page({ "x-nextjs-cache": "STALE" });
    await get(path);
    storefront.answer = page({ "x-nextjs-cache": "HIT" });
    version = 2;
    await until(async () => (await get(path)).text.startsWith("2 "));
    expect(storefront.asked).toHaveLength(2);
  });

  test("a live answer is shared for its seconds and never shown after them", async () => {
    storefront.answer = page({ "cache-control": "max-age=0, s-maxage=1, stale-while-revalidate=0" });
    for (let asks = 0; asks < 3; asks += 1) expect((await get(path)).text).toMatch(/^1 /);
    expect(storefront.asked).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    version = 2;
    expect((await get(path)).text).toMatch(/^2 /);
  });
  test("a missing page is a 404 with a short life and no afterlife", async () => {
    storefront.answer = (_, response) => {
      response.writeHead(404, {
        "cache-control": "public, max-age=0, s-maxage=1",
        "content-type": "text/html",
      });
      response.end("not here");
    };
    expect((await get(path)).status).toBe(404);
    storefront.answer = page();
    await until(async () => (await get(path)).status === 200);
  });

  test("twenty shoppers at a cold page cost the origin one request", async () => {
    storefront.answer = (request, response) => void setTimeout(() => page()(request, response), 200);
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(path)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(storefront.asked).toHaveLength(1);
  });

  test("text is compressed once, and those who cannot read gzip get it plain", async () => {
    const zipped = await fetch(varnish.url + path, { headers: { "accept-encoding": "gzip" } });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    const plain = await fetch(varnish.url + path, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.text()).toBe(await zipped.text());
    expect(storefront.asked).toHaveLength(1);
  });

  test("a purge from the shop's own address, or without tags, does nothing", async () => {
    await get(path);
    const fromOutside = await fetch(varnish.url + path, {
      method: "PURGE",
      headers: { xkey: "product:lamp" },
    });
    expect(fromOutside.status).toBe(405);
    const without = await fetch(varnish.purgeUrl, { method: "PURGE" });
    expect(without.status).toBe(400);
    expect((await get(path)).headers.get("x-cache")).toBe("HIT");
    await expect(purge("a b")).rejects.toThrow(/is no tag/);
  });

  test("claims of the outside reach no process", async () => {
    storefront.answer = (request, response) => response.end(JSON.stringify(request.headers));
    const { text } = await get("/en-gb/cart", {
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-host": "evil.example",
      "x-middleware-subrequest": "1",
      "x-edge-last-good": "1",
    });
    const seen = JSON.parse(text) as Record<string, string>;
    expect(seen["x-forwarded-for"]).toBe("127.0.0.1");
    expect(seen["x-forwarded-host"]).toBe(new URL(varnish.url).host);
    for (const name of ["x-middleware-subrequest", "x-edge-last-good"])
      expect([name, seen[name]]).toEqual([name, undefined]);
  });

  test("a cart page that fails apologises in the shop's own look; what scripts fetch keeps its own answer", async () => {
    storefront.answer = (_, response) => response.writeHead(500).end("Internal Server Error");
    const seen = await get("/de-de/cart", { accept: "text/html" });
    expect([seen.status, seen.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(seen.text).toContain("Ihr Warenkorb lässt sich gerade nicht zeigen");
    for (const [address, headers] of [
      ["/de-de/cart", { accept: "*/*", rsc: "1" }],
      ["/de-de/cart.json", { accept: "application/json" }],
    ] as const)
      expect((await get(address, headers)).text).toBe("Internal Server Error");
  });

  test("a dead till tells the shopper not to pay again", async () => {
    await checkout.cut();
    try {
      const { status, text } = await get("/checkout/abc");
      expect([status, text.includes("do not pay again")]).toEqual([503, true]);
    } finally {
      await checkout.open();
    }
  });
});

test("settings that are wrong are all named", () => {
  const at = { host: "127.0.0.1", port: 1 };
  expect(() =>
    readEdgeSettings({
      upstreams: { storefront: { host: 'a"b', port: 70_000 }, checkout: at, worker: at, cdn: null },
      markedStaleSeconds: 5,
      arms: [],
    }),
  ).toThrow(/markedStaleSeconds[\s\S]*arms[\s\S]*host name[\s\S]*65535/);
});
