import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { createFrontDoor } from "./front-door.ts";
import { type Upstream, upstreamOf } from "./routes.ts";

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(
    open
      .splice(0)
      .map((server) => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))),
  );
});

async function listen(server: Server): Promise<URL> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const nobody = new URL("http://127.0.0.1:1");

async function doorTo(listeners: Partial<Record<Upstream, RequestListener>>): Promise<URL> {
  const upstreams = { storefront: nobody, checkout: nobody, worker: nobody, cdn: nobody };
  for (const [name, listener] of Object.entries(listeners)) {
    upstreams[name as Upstream] = await listen(createServer(listener));
  }
  return listen(createFrontDoor({ upstreams, log: pino({ level: "silent" }) }));
}

const says =
  (text: string): RequestListener =>
  (_, response) =>
    response.end(text);

test("each path has one owner, and only whole segments count", () => {
  const owners = Object.entries({
    "/": "storefront",
    "/en-gb/products/lamp": "storefront",
    "/checkout": "checkout",
    "/checkout/abc?x=1": "checkout",
    "/checkout?x=1": "checkout",
    "/checkouts": "storefront",
    "/webhooks/stripe": "worker",
    "/events": "worker",
    "/eventsource": "storefront",
    "/cdn/shop/files/a.webp": "cdn",
  });
  for (const [path, owner] of owners) expect([path, upstreamOf(path)]).toEqual([path, owner]);
});

test("a dead storefront does not stop the till", async () => {
  const door = await doorTo({ checkout: says("till") });
  expect(await (await fetch(new URL("/checkout/abc", door))).text()).toBe("till");
  const shop = await fetch(new URL("/en-gb", door));
  expect(shop.status).toBe(503);
  expect(shop.headers.get("retry-after")).toBe("5");
  expect(shop.headers.get("x-robots-tag")).toBe("noindex");
  expect(await shop.text()).toContain("a checkout you have already begun can still be finished");
});

test("a dead till tells the shopper not to pay again", async () => {
  const door = await doorTo({ storefront: says("shop") });
  const answer = await fetch(new URL("/checkout/abc", door));
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("do not pay again");
});

const broken: RequestListener = (_, response) => {
  response.writeHead(500, { "content-type": "text/html", "cache-control": "s-maxage=600" });
  response.end("Internal Server Error");
};
const asPage = { headers: { accept: "text/html,*/*" } };

test.each([
  ["/en-gb/products/lamp", "en", "One moment, please"],
  ["/de-de/products/lampe", "de", "Einen Moment, bitte"],
  ["/de-de", "de", "Einen Moment, bitte"],
  ["/en-us/search?q=lamp", "en", "We cannot search just now"],
  ["/de-de/search?q=lampe", "de", "Die Suche geht gerade nicht"],
  ["/de-de/cart", "de", "Ihr Warenkorb lässt sich gerade nicht zeigen"],
])("a page that fails is apologised for where the shopper is: %s", async (path, language, words) => {
  const door = await doorTo({ storefront: broken });
  const answer = await fetch(new URL(path, door), asPage);
  const said = await answer.text();
  expect([answer.status, answer.headers.get("retry-after"), answer.headers.get("x-robots-tag")]).toEqual([
    503,
    "5",
    "noindex",
  ]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(said).toContain(`<html lang="${language}">`);
  expect(said).toContain(words);
  expect(said).not.toContain("Internal Server Error");
});

test("an address that cannot be decoded is refused at the door, in words", async () => {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) =>
    response.end(String(asked.push(request.url ?? "")));
  const door = await doorTo({ storefront: listener, checkout: listener });
  const get = async (path: string) => {
    const answer = await fetch(new URL(path, door));
    return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  };
  const page = await get("/de-de/products/%E0%A4%A");
  expect([page.status, page.type]).toEqual([400, "text/html; charset=utf-8"]);
  expect(page.text).toContain("Diese Adresse stimmt nicht ganz");
  const api = await get("/checkout/api/v1/checkouts/%E0%A4%A");
  expect([api.status, api.type]).toEqual([400, "application/problem+json"]);
  expect(JSON.parse(api.text)).toMatchObject({ status: 400, type: "/checkout/problems/malformed-address" });
  expect(asked).toEqual([]);
  expect((await get("/en-gb/search?q=%E0%A4%A")).status).toBe(200);
});

test("tags and the lifetime of shared caches end at the door", async () => {
  const door = await doorTo({
    storefront: (_, response) => {
      response.writeHead(200, {
        "cache-control": "s-maxage=600, stale-while-revalidate=604200",
        "cache-tag": "product:1",
        "surrogate-key": "product:1",
        xkey: "product:1",
        "x-nextjs-cache": "HIT",
        etag: '"1"',
      });
      response.end("page");
    },
  });
  const { headers } = await fetch(new URL("/en-gb", door));
  expect(headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
  expect(headers.get("etag")).toBe('"1"');
  for (const name of ["cache-tag", "surrogate-key", "xkey", "x-nextjs-cache"])
    expect(headers.get(name)).toBeNull();
});

test("a dead till speaks the browser's language, since its address names none", async () => {
  const door = await doorTo({});
  const answer = await fetch(new URL("/checkout/abc", door), {
    headers: { "accept-language": "de-AT,de;q=0.9,en;q=0.5" },
  });
  expect(await answer.text()).toContain("zahlen Sie bitte nicht noch einmal");
});

test("what scripts fetch, what forms send and what the till answers keep their own failure", async () => {
  const door = await doorTo({ storefront: broken, checkout: broken });
  const said = async (path: string, init: RequestInit) => {
    const answer = await fetch(new URL(path, door), init);
    return [answer.status, await answer.text()];
  };
  const own = [500, "Internal Server Error"];
  expect(await said("/en-gb/cart.json", { headers: { accept: "application/json" } })).toEqual(own);
  expect(await said("/en-gb/collections", { headers: { ...asPage.headers, rsc: "1" } })).toEqual(own);
  expect(await said("/en-gb/cart/lines", { ...asPage, method: "POST" })).toEqual(own);
  expect(await said("/checkout/abc", asPage)).toEqual(own);
});

test("the shopper's host and address reach the upstream, and a forged address does not", async () => {
  const door = await doorTo({
    storefront: (request, response) => response.end(JSON.stringify(request.headers)),
  });
  const answer = await fetch(new URL("/", door), {
    headers: { "x-forwarded-for": "6.6.6.6", "x-middleware-subrequest": "1" },
  });
  const headers = (await answer.json()) as Record<string, string>;
  expect(headers["host"]).toBe(door.host);
  expect(headers["x-forwarded-host"]).toBe(door.host);
  expect(headers["x-forwarded-for"]).toMatch(/127\.0\.0\.1$/);
  expect(headers["x-forwarded-for"]).not.toContain("6.6.6.6");
  expect(headers["x-middleware-subrequest"]).toBeUndefined();
});

test("bodies, cookies, redirects and status pass through unchanged", async () => {
  const door = await doorTo({
    checkout: (request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        response.writeHead(303, {
          location: "/checkout/next",
          "set-cookie": ["a=1; HttpOnly", "b=2"],
          "x-body": body,
        });
        response.end();
      });
    },
  });
  const answer = await fetch(new URL("/checkout/pay", door), {
    method: "POST",
    body: "paid=yes",
    redirect: "manual",
  });
  expect([answer.status, answer.headers.get("location"), answer.headers.get("x-body")]).toEqual([
    303,
    "/checkout/next",
    "paid=yes",
  ]);
  expect(answer.headers.getSetCookie()).toEqual(["a=1; HttpOnly", "b=2"]);
});

test("an upstream that dies in the middle of an answer is not papered over", async () => {
  const door = await doorTo({
    storefront: (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setImmediate(() => response.destroy());
    },
  });
  await expect(fetch(new URL("/", door)).then((answer) => answer.text())).rejects.toThrow();
});

test("a body refused unread costs nobody else their request", async () => {
  const door = await doorTo({
    worker: (request, response) => {
      if (Number(request.headers["content-length"]) < 1_000) {
        request.resume().on("end", () => response.end("stored"));
        return;
      }
      response.writeHead(413).end("too large");
      response.once("finish", () => setTimeout(() => request.socket.destroy(), 1));
    },
  });
  const post = (body: string, more: RequestInit = {}) =>
    fetch(new URL("/events", door), { method: "POST", body, ...more });
  for (let round = 0; round < 20; round += 1) {
    // Whoever sends too much may find the line dead before the answer is read: what counts is who comes next.
    await post("x".repeat(1_000_000), { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    expect((await post("{}")).status).toBe(200);
  }
});
