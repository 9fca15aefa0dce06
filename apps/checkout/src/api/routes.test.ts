import type { Till } from "@evertill/checkout";
import type { PayResult } from "@evertill/checkout/api";
import { expect, test } from "vitest";
import { aCheckout } from "../testing/a-checkout.ts";
import { readIdempotencyKey } from "./idempotency-key.ts";
import { checkoutRoutes } from "./routes.ts";

const view = aCheckout();
const key = "pay-0123456789abcdef";
const payment = { quoteId: "quote-1", total: view.total, instrument: null };

function tillThat(answers: Partial<Till>): Till {
  return new Proxy(answers, {
    get: (target, name) => {
      const answer: unknown = Reflect.get(target, name);
      if (answer === undefined) throw new Error(`The route asked the till for ${String(name)}`);
      return answer;
    },
  }) as Till;
}

function send(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1/checkout/api/v1/x", {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
}

const statusAndType = async (response: Response) => {
  const { type, fields } = (await response.json()) as { type: string; fields?: Record<string, string> };
  return { status: response.status, type: type.replace("/checkout/problems/", ""), fields };
};

test("a view is answered as it is and kept by no cache", async () => {
  const response = await checkoutRoutes(tillThat({ viewCheckout: async () => view })).view("t");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual(view);
});

test("an unknown checkout is a problem document of its own type", async () => {
  const response = await checkoutRoutes(tillThat({ viewCheckout: async () => null })).view("t");
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await statusAndType(response)).toEqual({ status: 404, type: "not-found", fields: undefined });
});

test.each([
  ["a form of another site", send("a=b", { "content-type": "application/x-www-form-urlencoded" }), 415],
  ["broken JSON", send('{"email": '), 400],
  ["too much", send(`"${"x".repeat(70_000)}"`), 400],
  ["a field that is wrong", send({ email: "nobody" }), 422],
])("%s never reaches the till", async (_, request, status) => {
  const response = await checkoutRoutes(tillThat({})).contact(request, "t");
  expect(response.status).toBe(status);
});

test("field errors come by their path", async () => {
  const response = await checkoutRoutes(tillThat({})).contact(send({ email: "nobody" }), "t");
  expect((await statusAndType(response)).fields).toEqual({
    email: "Enter an email address such as name@example.com",
  });
});

test("a delivery that changes what is bought is asked about with 409 and the change", async () => {
  const change = {
    country: "US",
    message: "Prices change to dollars.",
    currency: null,
    lines: [],
    acceptable: true,
  };
  const till = tillThat({ setDeliveryAddress: async () => ({ kind: "needs-accepting", change }) });
  const address = { firstName: "A", lastName: "B", address1: "1 High St", city: "Bath", country: "US" };
  const response = await checkoutRoutes(till).deliveryAddress(send({ address }), "t");
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ change });
});

test("paying without an Idempotency-Key is refused before the till is asked", async () => {
  const routes = checkoutRoutes(tillThat({}));
  expect(await statusAndType(await routes.pay(send(payment), "t"))).toMatchObject({
    status: 400,
    type: "idempotency-key-missing",
  });
  const short = await routes.pay(send(payment, { "idempotency-key": "1" }), "t");
  expect(await statusAndType(short)).toMatchObject({ status: 400, type: "idempotency-key-malformed" });
});

test("a quoted key, as the draft writes it, is the same key", () => {
  expect(readIdempotencyKey(new Headers({ "idempotency-key": `"${key}"` }))).toEqual({ kind: "key", key });
  expect(readIdempotencyKey(new Headers({ "idempotency-key": key }))).toEqual({ kind: "key", key });
});

test.each([
  ["key-reused", 422, "idempotency-key-reused"],
  ["in-progress", 409, "idempotency-key-in-use"],
  ["expired", 410, "expired"],
  ["not-found", 404, "not-found"],
] as const)("paying that ends as %s answers %i", async (kind, status, type) => {
  const routes = checkoutRoutes(tillThat({ placeOrder: async () => ({ kind }) }));
  const response = await routes.pay(send(payment, { "idempotency-key": key }), "t");
  expect(await statusAndType(response)).toMatchObject({ status, type });
});

test("a paid answer takes its own cart's cookie away, and no other answer and no other cart's", async () => {
  const paid: PayResult = { kind: "paid", orderToken: "o", orderNumber: "1001" };
  const cookieAfter = async (result: PayResult, cookie: string) => {
    const till = tillThat({
      placeOrder: async () => ({ kind: "answered", result }),
      cartOf: async () => "gid://shopify/Cart/1?key=a",
    });
    const headers = { "idempotency-key": key, cookie };
    return (await checkoutRoutes(till).pay(send(payment, headers), "t")).headers.get("set-cookie");
  };
  const its = `a=b; evertill_cart=${encodeURIComponent("gid://shopify/Cart/1?key=a")}`;
  expect(await cookieAfter(paid, its)).toBe("evertill_cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  expect(await cookieAfter({ kind: "confirming", attemptId: "a" }, its)).toBeNull();
  expect(await cookieAfter({ kind: "declined", message: "No.", checkout: view }, its)).toBeNull();
  for (const other of ["", "evertill_cart=gid://shopify/Cart/2", "evertill_cart=%E0%A4%A"])
    expect(await cookieAfter(paid, other)).toBeNull();
});

test("what came of an action reaches the till, and a result of nobody's is refused", async () => {
  const heard: unknown[] = [];
  const till = tillThat({
    continuePayment: async (...asked) => {
      heard.push(asked);
      return { kind: "answered", result: { kind: "confirming", attemptId: "a" } };
    },
  });
  const result = { provider: "adyen", details: { threeDSResult: "eyJ0" } };
  await checkoutRoutes(till).continuePayment(send({ attemptId: "a", result }), "t");
  expect(heard).toEqual([["t", "a", result]]);
  const strange = send({ attemptId: "a", result: { provider: "klarna", details: {} } });
  expect((await checkoutRoutes(till).continuePayment(strange, "t")).status).toBe(422);
});

test("ways to pay are asked without those that could not serve; names nobody has count for nothing", async () => {
  const till = tillThat({
    offeredMethods: async (_, without) => ({
      cards: without.includes("stripe") ? ["adyen"] : [],
      paypal: true,
    }),
  });
  const request = new Request("http://127.0.0.1/checkout/api/v1/x?without=stripe&without=nobody");
  const response = await checkoutRoutes(till).paymentMethods(request, "t");
  expect(await response.json()).toEqual({ cards: ["adyen"], paypal: true });
});

test("the till is told what our own server saw of the browser", async () => {
  let seen: unknown;
  const till = tillThat({
    placeOrder: async (...[, , , shopper]) => {
      seen = shopper;
      return { kind: "expired" };
    },
  });
  const headers = { "idempotency-key": key, "x-forwarded-for": "203.0.113.7, 10.0.0.1", "user-agent": "A/1" };
  await checkoutRoutes(till).pay(send(payment, headers), "t");
  expect(seen).toMatchObject({ ip: "203.0.113.7", userAgent: "A/1" });
});

test.each([
  ["de", "cf-ipcountry", "DE"],
  ["XX", "cf-ipcountry", undefined],
  ["T1", "cf-ipcountry", undefined],
  ["DE", undefined, undefined],
])("of a caller in %j, told in %s, the till hears the country %s", async (told, header, country) => {
  const heard: unknown[] = [];
  const till = tillThat({
    placeOrder: async (_token, _request, _key, shopper) => {
      heard.push(shopper);
      return { kind: "answered", result: { kind: "confirming", attemptId: "a" } };
    },
  });
  const headers = {
    "idempotency-key": key,
    "cf-ipcountry": told,
    "x-forwarded-for": "203.0.113.7, 10.0.0.1",
    "accept-language": "de-DE",
    "user-agent": "Firefox",
    accept: "*/*",
  };
  await checkoutRoutes(till, header).pay(send(payment, headers), "t");
  const seen = { ip: "203.0.113.7", userAgent: "Firefox", acceptHeader: "*/*", languages: "de-DE" };
  expect(heard).toEqual([{ ...seen, country }]);
});
